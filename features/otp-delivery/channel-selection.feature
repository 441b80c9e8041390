Feature: The End User gets the code by the channel they chose, and by no other

  Rule: The message arrives by the chosen channel, at the issuer's contact for this person

    @CS-01 @CS-02 @CS-03 @CS-13
    Scenario Outline: <channel> chosen, both contacts on file, <sender> sends
      Given an issuer whose messages are sent by <sender>
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the <channel>
      Then they receive one <channel> carrying the code
      And nothing reaches them by any other channel
      And typing the code activates the card

      Examples:
        | channel | sender     |
        | SMS     | D1         |
        | e-mail  | D1         |
        | SMS     | the issuer |
        | e-mail  | the issuer |

    @CS-03 @simulators
    Scenario Outline: D1 works with contact details that are <model>
      Given D1 works with contact details that are <model>
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      Then they receive one SMS carrying the code
      And D1 has asked the issuer for contact details <times>

      Examples:
        | model                        | times    |
        | stored                       | never    |
        | fetched once                 | once     |
        | fetched again at delivery    | twice    |

    @CS-03 @CS-02 @simulators
    Scenario: The phone changes between the offer and the delivery
      Given D1 works with contact details that are fetched again at delivery
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet
      And the issuer records a new phone for them
      And they choose the SMS
      Then they receive one SMS carrying the code
      And nothing reaches the phone they had before

    @CS-02 @RS-05 @simulators
    Scenario: D1 may be told to refuse a contact that changed meanwhile
      Given D1 refuses contacts that change between offer and delivery
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet
      And the issuer records a new phone for them
      And they choose the SMS
      Then nobody receives anything
      And the wallet is told that the code could not be sent

    @CS-04 @CS-03
    Scenario Outline: Two people whose <contact> mask alike
      Given End Users Nadia and Omar whose <contact> mask alike
      When Nadia adds a card to her wallet and chooses the <channel>
      And Omar adds a card to his wallet and chooses the <channel>
      Then Nadia receives one <channel> carrying the code
      And Omar receives one <channel> carrying the code

      Examples:
        | contact          | channel |
        | phones           | SMS     |
        | e-mail addresses | e-mail  |

  Rule: Only what works is offered, and nothing clear is shown

    @CS-05 @CS-06 @CS-07 @CS-08 @simulators
    Scenario Outline: <on file> on file
      Given an End User with <on file> on file
      When they add a card to their wallet
      Then the wallet offers <methods>
      And every contact shown is masked

      Examples:
        | on file                       | methods                                |
        | a phone and an e-mail address | SMS, e-mail and customer service       |
        | a phone                       | SMS and customer service               |
        | an e-mail address             | e-mail and customer service            |

    @CS-05 @CS-10 @simulators
    Scenario: No contact on file
      Given an End User with no contact on file
      When they add a card to their wallet
      Then the wallet offers customer service

    @CS-07 @CS-05 @simulators
    Scenario: An address too long to be shown masked in full
      Given an End User whose e-mail address has 254 characters
      When they add a card to their wallet
      Then every method shown has 1 to 64 characters

    @CS-06 @CS-08 @simulators
    Scenario: The list asked for again is masked as well
      Given an End User with a phone and an e-mail address on file
      When they add a card to their wallet
      And they list the methods again
      Then the wallet offers SMS, e-mail and customer service
      And every contact shown is masked

    @CS-11 @simulators
    Scenario Outline: A card with <fault> gets no method
      Given an End User with a phone and an e-mail address on file
      When the network asks for the methods of a card with <fault>
      Then D1 names no method

      Examples:
        | fault                  |
        | an unknown PAN         |
        | a wrong expiry date    |
        | a wrong security code  |

  Rule: A request that cannot be met is refused, and nothing is sent

    @CS-09 @simulators
    Scenario Outline: <method> that was never offered
      Given an End User with a phone and an e-mail address on file
      When they add a card to their wallet
      And the network asks D1 to use <method> it never offered
      Then D1 refuses
      And nobody receives anything

      Examples:
        | method            |
        | an e-mail address |
        | a phone           |

    @RS-08 @simulators
    Scenario Outline: A delivery for <what>
      Given an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      And the network asks D1 to deliver for <what>
      Then D1 refuses
      And they receive one SMS carrying the code

      Examples:
        | what                         |
        | an unknown correlation id    |
        | another token                |

    @LC-01 @simulators
    Scenario Outline: A code that ran out <when>, <sender> sends
      Given an issuer whose messages are sent by <sender>
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet
      And the network asks D1 to deliver a code that ran out <when>
      Then D1 refuses
      And nobody receives anything

      Examples:
        | when                                 | sender     |
        | a minute ago                         | D1         |
        | a minute ago                         | the issuer |
        | this very second                     | D1         |
        | a second ago                         | D1         |
        | a minute ago, told in Sydney's time  | D1         |

    @CS-02 @RS-05
    Scenario Outline: The <channel> is refused and nothing is tried elsewhere, <sender> sends
      Given an issuer whose messages are sent by <sender>
      And an End User with a phone and an e-mail address on file
      And messages by <channel> to them are refused
      When they add a card to their wallet and choose the <channel>
      Then nobody receives anything
      And the wallet is told that the code could not be sent

      Examples:
        | channel | sender     |
        | SMS     | D1         |
        | e-mail  | D1         |
        | SMS     | the issuer |
        | e-mail  | the issuer |

    @RS-03 @simulators
    Scenario Outline: The issuer <answer> when D1 asks for the contact
      Given an End User with a phone and an e-mail address on file
      When they add a card to their wallet
      And the issuer <answer> from now on
      And they choose the SMS
      Then D1 reports that the contact could not be had
      And nobody receives anything

      Examples:
        | answer                         |
        | no longer knows them           |
        | has blocked them               |
        | has lost their contact details |

  Rule: One accepted request, one message

    @CS-13 @simulators
    Scenario Outline: The network repeats its request, <sender> sends
      Given an issuer whose messages are sent by <sender>
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      And the network repeats the delivery request
      Then they receive one SMS carrying the code

      Examples:
        | sender     |
        | D1         |
        | the issuer |

    @RS-07 @simulators
    Scenario: Reasons that D1 does not know yet do not stop a delivery
      Given an End User with a phone and an e-mail address on file
      When they add a card to their wallet
      And the network asks D1 to deliver for a reason invented tomorrow
      Then D1 accepts
      And they receive one SMS carrying the code
