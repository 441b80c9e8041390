Feature: Codes of several cards

  Rule: A code opens its own card and no other, whoever holds it

    @LC-09 @LC-05 @OC-01 @simulators
    Scenario Outline: Two people swap their codes, <network>
      Given the <network> network and its usual policy
      And End Users Nadia and Omar
      When Nadia adds a card to her wallet and chooses the SMS
      And Omar adds a card to his wallet and chooses the SMS
      Then Nadia's code does not activate Omar's card
      And Omar's code does not activate Nadia's card
      And typing their codes activates every card

      Examples:
        | network    |
        | Mastercard |
        | Visa       |
        | domestic   |

    @LC-09 @OC-01 @simulators
    Scenario: One person mixes up the codes of two cards
      Given an End User with a phone and an e-mail address on file
      And they own two cards
      When they add both cards and choose the SMS for each
      Then neither card's code activates the other
      And typing their codes activates every card
