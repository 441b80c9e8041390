Feature: The channel changes midway

  Rule: Each code goes by the channel that was chosen for it

    @LC-08 @CS-01 @OC-01
    Scenario Outline: First the <first>, then the <second>, <sender> sends
      Given an issuer whose messages are sent by <sender>
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the <first>
      And they choose the <second>
      Then they have received one SMS and one e-mail
      And the latest <second> carries the code that was issued last
      And typing the code activates the card

      Examples:
        | first  | second | sender     |
        | SMS    | e-mail | D1         |
        | e-mail | SMS    | D1         |
        | SMS    | e-mail | the issuer |
        | e-mail | SMS    | the issuer |

    @LC-07 @CS-01 @simulators
    Scenario: A new code by the other channel kills the first one
      Given a network that resends a new code
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      And they choose the e-mail
      Then they have received one SMS and one e-mail
      And the earlier code no longer works
      And typing the code activates the card
