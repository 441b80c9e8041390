Feature: Many people step up at the same time

  Rule: Card, code and contact of one flow never meet those of another

    @RS-09 @CS-03 @PM-01 @OC-01
    Scenario Outline: <people> people at once, by <channel> that <sender> sends
      Given an issuer whose messages are sent by <sender>
      And <people> End Users with a phone and an e-mail address on file
      When all of them add a card and choose the <channel> at the same time
      Then each receives one <channel> with their own card's digits and code
      And typing their codes activates every card

      Examples:
        | people | channel | sender     |
        | 12     | SMS     | D1         |
        | 12     | e-mail  | D1         |
        | 12     | SMS     | the issuer |

    @RS-09 @PM-01 @simulators
    Scenario: A correlation id comes back for another card
      Given End Users Nadia and Omar
      When the network uses one correlation id for both their cards
      Then each receives one SMS with their own card's digits and code
