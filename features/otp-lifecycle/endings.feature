Feature: A step-up ends without the code

  However it ends, the issuer hears of it once, and no code of it stays alive.

  Rule: A digitization that was given up leaves no code alive

    @LC-11 @simulators
    Scenario Outline: Cancelled after a code by <channel>, <network>
      Given the <network> network and its usual policy
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the <channel>
      And they cancel
      And they cancel
      Then the issuer is notified of a digitization that was FAILED
      And the code they received no longer works

      Examples:
        | network    | channel |
        | Mastercard | SMS     |
        | Visa       | e-mail  |
        | domestic   | SMS     |

    @LC-11 @simulators
    Scenario: Cancelled before any code was asked for
      Given an End User with a phone and an e-mail address on file
      When they add a card to their wallet
      And they cancel
      Then the issuer is notified of a digitization that was FAILED

    @LC-11 @simulators
    Scenario: No try and no other code is left
      Given a network that allows 2 wrong tries
      And a network that gives 1 code for a card
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      And they type wrong codes until no try is left
      Then the issuer is notified of a digitization that was FAILED
      And the code they received no longer works

  Rule: What nobody finishes is deleted at the end of its session

    @LC-11 @RS-05 @simulators
    Scenario: The session ends, and a code is asked for after all
      Given D1 deletes unfinished cards after 2 days
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      And 2 days pass
      Then the issuer is notified of a digitization that was FAILED
      And the code they received no longer works
      When they ask for the code again
      Then the wallet is told that the code could not be sent

    @LC-11 @OC-01 @simulators
    Scenario: A card that is active outlives its session
      Given D1 deletes unfinished cards after 2 days
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      Then typing the code activates the card
      When 3 days pass
      Then the issuer is notified of a digitization that was SUCCESSFUL

  Rule: Customer service needs no code

    @LC-11 @CS-02 @simulators
    Scenario: They call instead of choosing a channel
      Given an End User with a phone and an e-mail address on file
      When they add a card to their wallet
      And customer service activates the card for them
      Then the issuer is notified of a digitization that was SUCCESSFUL
      And nobody receives anything

    @LC-11 @simulators
    Scenario: They call because the code does not do, and it is dead from then on
      Given an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      And they type a wrong code
      And customer service activates the card for them
      Then the issuer is notified of a digitization that was SUCCESSFUL
      And the code they received no longer works

    @CS-10 @LC-06 @simulators
    Scenario: It is offered when no try is left
      Given an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      And they type wrong codes until no try is left
      Then the code is closed, for the right value too
      When they list the methods again
      Then the wallet offers SMS, e-mail and customer service
