Feature: D1 delivers, and no more than that

  Rule: It sends exactly what the last request said

    @LC-08 @OC-01 @CS-13 @simulators
    Scenario Outline: Another code, past every policy, by <channel> that <sender> sends
      Given an issuer whose messages are sent by <sender>
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the <channel>
      And the network asks D1 to deliver another code
      Then the latest <channel> carries the code that was issued last

      Examples:
        | channel | sender     |
        | SMS     | D1         |
        | e-mail  | D1         |
        | SMS     | the issuer |

    @LC-08 @OC-01 @CS-13 @simulators
    Scenario Outline: A code for <reason>, when the card is long active
      Given an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      Then typing the code activates the card
      When the network asks D1 to deliver another code for the reason <reason>
      Then the latest SMS carries the code that was issued last

      Examples:
        | reason              |
        | ADD_CARD            |
        | VERIFY_ACCOUNT      |
        | TOKEN_BINDING       |
        | ACCOUNT_BINDING     |
        | PAYMENT_TRANSACTION |
        | OTHER               |

  Rule: One request, one message, however often and whenever it comes

    @CS-13 @simulators
    Scenario: Several times at once
      Given an End User with a phone and an e-mail address on file
      When they add a card to their wallet
      And the network sends one delivery request 5 times at once
      Then they receive one SMS carrying the code

    @CS-13 @simulators
    Scenario: Once more when the code has run out
      Given an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      And time moves on to an hour after the code runs out
      And the network repeats the delivery request
      Then they receive one SMS carrying the code

  Rule: Only the network judges a code

    @LC-10 @simulators
    Scenario Outline: A wrong code and the right one, <sender> sends
      Given an issuer whose messages are sent by <sender>
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      And they type a wrong code
      And they type the right code 2 times one after the other
      Then the network alone has judged what they typed
      And D1 will not judge a code

      Examples:
        | sender     |
        | D1         |
        | the issuer |

  Rule: What D1 tells people beside the code holds none

    @LC-12 @simulators
    Scenario Outline: Reminded of a code by <channel>
      Given D1 reminds people 2 times, a day apart, and confirms what is active
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the <channel>
      And 3 days pass
      Then 2 messages beside the code reach them, with no code in any

      Examples:
        | channel |
        | SMS     |
        | e-mail  |

    @LC-12 @OC-01 @simulators
    Scenario: Told that the card is active, and reminded no more
      Given D1 reminds people 2 times, a day apart, and confirms what is active
      And an End User with an e-mail address on file
      When they add a card to their wallet and choose the e-mail
      And a minute passes
      Then typing the code activates the card
      When 3 days pass
      Then 1 message beside the code reaches them, with no code in any
