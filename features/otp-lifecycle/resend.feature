Feature: A code is asked for again

  Public texts disagree on what a network does then: it repeats the code, replaces it, or repeats it while it is valid.
  Each reading is a policy, and each is held to what it says.

  Rule: A resend follows the network's policy, the expiry with it

    @LC-07 @simulators
    Scenario Outline: The <network> network, asked again after a minute
      Given the <network> network and its usual policy
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      And a minute passes
      Then asking again brings what the network's policy says
      And typing the code activates the card

      Examples:
        | network    |
        | Mastercard |
        | Visa       |
        | domestic   |

    @LC-07 @simulators
    Scenario Outline: A network that resends <policy>, asked again when the code has run out
      Given a network that resends <policy>
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      And time moves on to the very instant the code runs out
      Then asking again brings what the network's policy says

      Examples:
        | policy                          |
        | a new code                      |
        | the same code                   |
        | the same code while it is valid |

    @LC-07 @simulators
    Scenario Outline: A network that resends <policy>, asked again when no try is left
      Given a network that resends <policy>
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      And they type wrong codes until no try is left
      Then asking again brings what the network's policy says

      Examples:
        | policy                          |
        | a new code                      |
        | the same code                   |
        | the same code while it is valid |

    @LC-07 @simulators
    Scenario: Even a code of one digit is replaced by another
      Given a network that issues codes of a single digit
      And a network that resends a new code
      And a network that gives 10 codes for a card
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      Then 8 times over asking again brings a code that differs
