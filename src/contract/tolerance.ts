import { z } from "zod";

/**
 * The receiver's reading of a shape: the same rules, but unknown members are kept at every level.
 * Shapes are written once, strictly, as a sender must obey them; D1's change policy asks receivers for tolerance.
 */
export function tolerant<Shape extends z.ZodType>(shape: Shape): Shape {
  const loose = loosened.get(shape) ?? loosen(shape);
  loosened.set(shape, loose);
  return loose as Shape;
}

/** Zod compiles a shape when it is first used: that is not to be done anew for every call. */
const loosened = new WeakMap<z.ZodType, z.ZodType>();

function loosen(shape: z.ZodType): z.ZodType {
  if (shape instanceof z.ZodObject) return z.looseObject(loosenMembers(shape.shape));
  if (shape instanceof z.ZodArray) return z.array(loosen(shape.element as z.ZodType));
  if (shape instanceof z.ZodOptional) return z.optional(loosen(shape.unwrap() as z.ZodType));
  return shape;
}

function loosenMembers(members: Readonly<Record<string, z.ZodType>>): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, loosen(member)]));
}
