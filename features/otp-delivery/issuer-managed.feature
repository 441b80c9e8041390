Feature: The issuer sends the message itself

  In issuer-managed mode D1 hands the code over with Deliver OTP; the body names the channel but no contact.

  Rule: Deliver OTP says what the network said

    @CS-12
    Scenario Outline: <channel>, the expiry written as <format>
      Given an issuer whose messages are sent by the issuer
      And D1 writes expiry dates as <format>
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the <channel>
      Then D1 has handed the code over for the <channel>
      And they receive one <channel> carrying the code

      Examples:
        | channel | format              |
        | SMS     | dd/MM/yyyy HH:mm:ss |
        | e-mail  | dd/MM/yyyy HH:mm:ss |
        | SMS     | ISO 8601            |

    @CS-12 @OC-01 @SE-07
    Scenario: The issuer's own reference of the card travels along when that is agreed
      Given an issuer whose messages are sent by the issuer
      And D1 sends the cardId along
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      Then D1 has handed the code over for the SMS
      And they receive one SMS carrying the code
      And no address of a call carries a code, a card number or a contact

  Rule: What neither system may do, neither does

    @SE-04 @SE-07 @simulators
    Scenario Outline: No secret in a log or an address, <sender> sends
      Given an issuer whose messages are sent by <sender>
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the <channel>
      Then they receive one <channel> carrying the code
      And no system has logged a code, a card number or a contact
      And no address of a call carries a code, a card number or a contact

      Examples:
        | sender     | channel |
        | D1         | SMS     |
        | D1         | e-mail  |
        | the issuer | SMS     |
        | the issuer | e-mail  |

  Rule: Of the card only its suffix travels, and ids come from nobody

    @SE-05 @SE-08 @SE-09
    Scenario Outline: What the wires have seen by the end of a step-up, <sender> sends
      Given an issuer whose messages are sent by <sender>
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the <channel>
      Then they receive one <channel> carrying the code
      And typing the code activates the card
      And no card number has travelled in clear
      And no call to the issuer bears an id made from a code, a card number or a contact
      And no answer has given away a code, a card number or a contact

      Examples:
        | sender     | channel |
        | D1         | SMS     |
        | D1         | e-mail  |
        | the issuer | SMS     |
        | the issuer | e-mail  |

  Rule: The issuer hears how it ended

    @LC-11 @simulators
    Scenario Outline: The step-up <ends>
      Given an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      And they <end>
      Then the issuer is notified of a digitization that was <status>

      Examples:
        | ends         | end           | status     |
        | succeeds     | type the code | SUCCESSFUL |
        | is cancelled | cancel        | FAILED     |

    @LC-11 @simulators
    Scenario: A cancelled step-up leaves no code alive
      Given an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      And they cancel
      Then the code they received no longer works
