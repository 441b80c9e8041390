/** What Stepproof uses of `smpp` 0.5.1, which ships no types: its tables, its encoder, its client for tests, its bare server for the bench. */
declare module "smpp" {
  import type { EventEmitter } from "node:events";
  import type { Server, Socket } from "node:net";

  namespace smpp {
    /** How a field lies on the wire; compared by identity with the members of `types`. */
    interface WireType {
      size(value: unknown): number;
    }

    interface Field {
      readonly type: WireType;
    }

    interface Command {
      readonly id: number;
      readonly command: string;
      /** Mandatory fields in wire order. */
      readonly params?: Readonly<Record<string, Field>>;
    }

    interface Tlv {
      readonly id: number;
      readonly tag: string;
      readonly type: WireType;
    }

    const commands: Readonly<Record<string, Command>>;
    const commandsById: Readonly<Record<number, Command>>;
    const tlvs: Readonly<Record<string, Tlv>>;
    const tlvsById: Readonly<Record<number, Tlv>>;
    const errors: Readonly<Record<string, number>>;
    const types: {
      readonly int8: WireType;
      readonly int16: WireType;
      readonly int32: WireType;
      readonly cstring: WireType;
      readonly buffer: WireType;
      readonly tlv: { readonly string: WireType; readonly buffer: WireType };
    };

    type Fields = Readonly<Record<string, unknown>>;

    class PDU {
      constructor(command: string, fields?: Fields);
      readonly command: string;
      readonly command_status: number;
      readonly sequence_number: number;
      readonly [field: string]: unknown;
      response(fields?: Fields): PDU;
      toBuffer(): Buffer;
    }

    type Shortcut = (fields: Fields, answered?: (response: PDU) => void) => boolean;

    /** A connection with one method a command; an `error` without a listener ends the process. */
    class Session extends EventEmitter {
      readonly socket: Socket;
      readonly bind_transceiver: Shortcut;
      readonly bind_transmitter: Shortcut;
      readonly bind_receiver: Shortcut;
      readonly submit_sm: Shortcut;
      readonly enquire_link: Shortcut;
      readonly unbind: Shortcut;
      readonly query_sm: Shortcut;
      send(pdu: PDU, answered?: (response: PDU) => void): boolean;
      close(closed?: () => void): void;
      destroy(closed?: () => void): void;
    }

    /** A server that leaves every decision to the listener. */
    function createServer(onSession: (session: Session) => void): Server;
    function connect(where: { readonly host: string; readonly port: number }, connected?: () => void): Session;
  }

  export = smpp;
}
