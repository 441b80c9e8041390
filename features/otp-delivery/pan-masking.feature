Feature: The message names the card by its last four digits, and shows no more of it

  Rule: The suffix shown is the last four digits of this card's PAN

    @PM-01 @PM-02 @PM-03 @PM-04 @PM-05 @PM-06 @PM-08
    Scenario Outline: A <network> card, told of by <channel> that <sender> sends
      Given an issuer whose messages are sent by <sender>
      And an End User with a phone and an e-mail address on file
      When they add a <network> card to their wallet and choose the <channel>
      Then they receive one <channel> carrying the code
      And it names the card by its last four digits only

      Examples:
        | network    | channel | sender     |
        | Mastercard | SMS     | D1         |
        | Mastercard | e-mail  | D1         |
        | Visa       | SMS     | D1         |
        | Visa       | e-mail  | D1         |
        | domestic   | SMS     | D1         |
        | domestic   | e-mail  | D1         |
        | Mastercard | SMS     | the issuer |
        | Visa       | e-mail  | the issuer |
        | domestic   | SMS     | the issuer |

    @PM-01 @PM-02
    Scenario Outline: A code that ends like the card is no leak, and not taken for the suffix
      Given a network whose codes end like the card
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the <channel>
      Then they receive one <channel> carrying the code
      And it names the card by its last four digits only

      Examples:
        | channel |
        | SMS     |
        | e-mail  |

    @PM-01
    Scenario: Leading zeros of the suffix stay
      Given an End User with a phone and an e-mail address on file
      And their card ends in zeros and one other digit
      When they add a card to their wallet and choose the SMS
      Then they receive one SMS carrying the code
      And it names the card by its last four digits only

  Rule: However much of the PAN the network sends along, four digits are shown

    @PM-07 @PM-02
    Scenario Outline: The network works with <digits> digits
      Given a network that names cards by <digits> digits
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      Then they receive one SMS carrying the code
      And it names the card by its last four digits only
      And typing the code activates the card

      Examples:
        | digits |
        | 5      |
        | 6      |
        | 8      |

  Rule: Two cards in flight are never confused

    @PM-01 @OC-01 @LC-09
    Scenario: One person adds two cards at once
      Given an End User with a phone and an e-mail address on file
      And they own two cards
      When they add both cards and choose the SMS for each
      Then they receive two SMS, each with its own card's digits and code
      And the code of one card does not activate the other
