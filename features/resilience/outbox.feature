@simulators
Feature: What D1 does with a message that its carrier does not take at once

  An SMS centre throttles, a mail server greylists, an answer is lost on the way back. D1 tries again while the code
  lives, never sends twice what may have been taken, and can say of every request what became of it.

  Rule: What is refused for now is tried again until it arrives or the code has died

    @RS-06 @RS-14 @CS-02 @OC-01
    Scenario Outline: The first <tries> to send an <channel> <are> refused for now
      Given an End User with a phone and an e-mail address on file
      And the first <tries> to send them an <channel> <are> refused for now
      When they add a card to their wallet and choose the <channel>
      And D1 has had 10 minutes for further tries
      Then a message refused for now has been tried again until it arrived
      And nothing reaches them by any other channel
      And typing the code activates the card
      And every delivery request has one fate, and the inboxes agree

      Examples:
        | channel | tries   | are |
        | SMS     | try     | is  |
        | SMS     | 3 tries | are |
        | e-mail  | try     | is  |
        | e-mail  | 3 tries | are |

    @RS-06 @RS-14
    Scenario: The network was answered before the first try
      Given D1 answers the network before it hands over
      And an End User with a phone on file
      And the first 2 tries to send them an SMS are refused for now
      When they add a card to their wallet and choose the SMS
      And D1 has had 2 minutes for further tries
      Then a message refused for now has been tried again until it arrived
      And every delivery request has one fate, and the inboxes agree

    @LC-01 @RS-14 @CS-02
    Scenario Outline: No try to send an <channel> succeeds
      Given D1 tries every message until its code has died
      And an End User with a phone and an e-mail address on file
      And every try to send them an <channel> is refused for now
      When they add a card to their wallet and choose the <channel>
      And every message is taken again once the code has died
      Then nothing was sent once the code had died
      And nothing reaches them by any other channel
      And every delivery request has one fate, and the inboxes agree

      Examples:
        | channel |
        | SMS     |
        | e-mail  |

    @RS-05 @RS-14
    Scenario: D1 is set up to try once
      Given D1 tries every message once
      And an End User with a phone on file
      And every try to send them an SMS is refused for now
      When they add a card to their wallet and choose the SMS
      Then the wallet is told that the code could not be sent
      And every delivery request has one fate, and the inboxes agree

    @RS-14 @OC-01 @CS-13
    Scenario: The issuer sends itself, and does not take the first code
      Given an issuer whose messages are sent by the issuer
      And D1 tries Deliver OTP again, too
      And an End User with a phone on file
      And the issuer does not take the first code
      When they add a card to their wallet and choose the SMS
      And D1 has had 2 minutes for further tries
      Then they receive one SMS carrying the code
      And every delivery request has one fate, and the inboxes agree

  Rule: What is refused for good is not tried again

    @RS-06 @RS-05 @RS-14
    Scenario Outline: An <channel> is refused for good
      Given an End User with a phone and an e-mail address on file
      And every try to send them an <channel> is refused for good
      When they add a card to their wallet and choose the <channel>
      And D1 has had 10 minutes for further tries
      Then a message refused for good has been tried once
      And the wallet is told that the code could not be sent
      And every delivery request has one fate, and the inboxes agree

      Examples:
        | channel |
        | SMS     |
        | e-mail  |

  Rule: What may have been taken is never sent again

    @RS-14
    Scenario: The mail server takes an e-mail, and its answer is lost
      Given an End User with an e-mail address on file
      And the first try to send them an e-mail is taken, and the answer lost
      When they add a card to their wallet and choose the e-mail
      And D1 has had 10 minutes for further tries
      Then every delivery request has one fate, and the inboxes agree

    @RS-14
    Scenario: The SMS centre takes an SMS, and its answer is lost
      Given an End User with a phone on file
      And the first try to send them an SMS is taken, and the answer lost
      When they add a card to their wallet
      And they choose the SMS, and no answer to it comes back
      And D1 has had 10 minutes for further tries
      Then every delivery request has one fate, and the inboxes agree

  Rule: A newer request takes the place of one that waits

    @RS-14 @OC-01
    Scenario: The End User asks again while the first message waits
      Given a network that resends a new code
      And an End User with a phone on file
      And the first try to send them an SMS is refused for now
      When they add a card to their wallet and choose the SMS
      And they ask for the code again
      And D1 has had 2 minutes for further tries
      Then typing the code activates the card
      And every delivery request has one fate, and the inboxes agree

    @RS-14 @LC-11
    Scenario: The End User cancels while the message waits
      Given an End User with a phone on file
      And the first try to send them an SMS is refused for now
      When they add a card to their wallet and choose the SMS
      And they cancel
      And D1 has had 2 minutes for further tries
      Then the issuer is notified of a digitization that was FAILED
      And every delivery request has one fate, and the inboxes agree

  Rule: A notification that did not arrive is sent again

    @RS-12
    Scenario Outline: The issuer does not take the first <count>
      Given an End User with a phone on file
      And the issuer does not take the first <count>
      When they add a card to their wallet and choose the SMS
      And they type the code
      And D1 has had 2 minutes for further tries
      Then the issuer has been notified in the end
      And the issuer is notified of a digitization that was SUCCESSFUL

      Examples:
        | count           |
        | notification    |
        | 3 notifications |

    @RS-12
    Scenario: A digitization that was cancelled
      Given an End User with a phone on file
      And the issuer does not take the first notification
      When they add a card to their wallet and choose the SMS
      And they cancel
      And D1 has had 2 minutes for further tries
      Then the issuer has been notified in the end
      And the issuer is notified of a digitization that was FAILED
