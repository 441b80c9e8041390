Feature: The End User asks for the code again

  Public texts disagree on what a network does then, so it is a policy of the network. Of D1 one thing is demanded:
  it sends exactly what the last request said.

  Rule: The latest message carries what the network last asked for

    @LC-08 @LC-07 @OC-01 @CS-02 @CS-03 @CS-13
    Scenario Outline: A network that resends <policy>, by <channel> that <sender> sends
      Given an issuer whose messages are sent by <sender>
      And a network that resends <policy>
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the <channel>
      And they ask for the code again
      Then the latest <channel> carries the code that was issued last
      And the earlier code <earlier>
      And typing the code activates the card

      Examples:
        | policy        | channel | sender     | earlier            |
        | a new code    | SMS     | D1         | no longer works    |
        | a new code    | e-mail  | D1         | no longer works    |
        | the same code | SMS     | D1         | is the latest code |
        | the same code | e-mail  | the issuer | is the latest code |
        | a new code    | SMS     | the issuer | no longer works    |

    @LC-08 @CS-01
    Scenario: Another channel the second time
      Given an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      And they choose the e-mail
      Then they have received one SMS and one e-mail
      And the latest e-mail carries the code that was issued last
      And typing the code activates the card
