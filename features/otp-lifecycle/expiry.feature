Feature: A code runs out

  A code is good until the very instant that the network named when it made it. From then on nobody accepts it, and
  nobody sends it.

  Rule: At the instant of its expiry a code is dead

    @LC-04 @simulators
    Scenario Outline: A code of the <network> network, typed <moment> it runs out
      Given the <network> network and its usual policy
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      And time moves on to <moment> the code runs out
      Then the code is <state>

      Examples:
        | network    | moment               | state      |
        | Mastercard | a millisecond before | still good |
        | Mastercard | the very instant     | dead       |
        | Visa       | a millisecond before | still good |
        | Visa       | the very instant     | dead       |
        | domestic   | a millisecond before | still good |
        | domestic   | a millisecond after  | dead       |
        | domestic   | an hour after        | dead       |

    @LC-04 @simulators
    Scenario: Nobody learns from a dead code whether another one is right
      Given an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      And time moves on to the very instant the code runs out
      Then the code is dead
      And so is a wrong one, and it costs no try

  Rule: However an expiry is written, it means one instant

    @LC-02 @OC-01 @simulators
    Scenario Outline: A network that writes expiries <spelling>
      Given a network that writes expiries <spelling>
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      Then the network has written the code's very expiry
      And typing the code activates the card

      Examples:
        | spelling                              |
        | in UTC                                |
        | in another time zone                  |
        | with a fraction                       |
        | with a fraction, in another time zone |

    @LC-02 @CS-12 @simulators
    Scenario Outline: It is handed to the issuer as <format>
      Given an issuer whose messages are sent by the issuer
      And a network that writes expiries in another time zone
      And D1 writes expiry dates as <format>
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      Then the network has written the code's very expiry
      And D1 has handed the code over for the SMS

      Examples:
        | format              |
        | dd/MM/yyyy HH:mm:ss |
        | ISO 8601            |

    @LC-02 @simulators
    Scenario Outline: D1 is asked <moment> the expiry, written <spelling>
      Given an End User with a phone and an e-mail address on file
      When they add a card to their wallet
      And the network asks D1 <moment> the expiry, written <spelling>
      Then D1 has read it as the instant that it is

      Examples:
        | moment               | spelling                              |
        | a millisecond before | in UTC                                |
        | the very instant     | in UTC                                |
        | a millisecond before | in another time zone                  |
        | the very instant     | in another time zone                  |
        | a second after       | in another time zone                  |
        | a millisecond before | with a fraction                       |
        | the very instant     | with a fraction                       |
        | a millisecond before | with a fraction, in another time zone |
        | the very instant     | with a fraction, in another time zone |

  Rule: Nothing is sent once the code has run out

    @LC-01 @RS-05 @simulators
    Scenario Outline: The look-up of the contact outlasts the code, <channel>
      Given a network whose codes live for one second
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet
      And from now on looking up their contact takes three seconds
      And they choose the <channel>
      Then nothing was sent after the code ran out
      And the wallet is told that the code could not be sent

      Examples:
        | channel |
        | SMS     |
        | e-mail  |
