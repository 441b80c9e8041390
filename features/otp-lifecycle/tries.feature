Feature: A code is typed

  The network alone judges what the End User types: character by character, a few times, and with success once.

  Rule: A wrong code costs one try

    @LC-05 @OC-01 @simulators
    Scenario Outline: A slip of the finger, <network>
      Given the <network> network and its usual policy
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      And they type a wrong code
      Then it is refused at the cost of one try
      And typing the code activates the card

      Examples:
        | network    |
        | Mastercard |
        | Visa       |
        | domestic   |

  Rule: When no try is left the code is closed

    @LC-05 @LC-06 @simulators
    Scenario Outline: <tries> wrong tries and one more
      Given a network that allows <tries> wrong tries
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the <channel>
      And they type wrong codes until no try is left
      Then each of them cost one try
      And the code is closed, for the right value too

      Examples:
        | tries | channel |
        | 1     | SMS     |
        | 3     | SMS     |
        | 5     | e-mail  |

    @LC-06 @OC-01 @simulators
    Scenario: The next code opens what the closed one did not
      Given a network that resends a new code
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      And they type wrong codes until no try is left
      Then the code is closed, for the right value too
      When they ask for the code again
      Then typing the code activates the card

  Rule: A code is accepted once

    @LC-03 @simulators
    Scenario Outline: The right code typed <how>, <network>
      Given the <network> network and its usual policy
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      And they type the right code 3 times <how>
      Then it was accepted once

      Examples:
        | network    | how                 |
        | Mastercard | one after the other |
        | Visa       | one after the other |
        | domestic   | one after the other |
        | Visa       | at once             |
        | domestic   | at once             |
