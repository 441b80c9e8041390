Feature: Rules that bind only some

  A profile is off unless the run file turns it on; then its rules are a MUST. Without a run file the systems are set up
  to keep them.

  Rule: NIST SP 800-63B, revision 3

    @LC-13 @profile-nist-800-63b @simulators
    Scenario Outline: How long a code lives and how hard it is to guess, <network>
      Given a network that keeps to NIST SP 800-63B
      And an End User with a phone and an e-mail address on file
      When they add a <network> card to their wallet and choose the SMS
      Then codes live briefly, are hard to guess, and guesses are counted

      Examples:
        | network    |
        | Mastercard |
        | Visa       |
        | domestic   |

    @CS-14 @profile-nist-800-63b
    Scenario: Neither e-mail nor a number of the internet
      Given an End User of an issuer that keeps to NIST SP 800-63B
      When they add a card to their wallet and choose the SMS
      Then the code travels by the telephone network alone

  Rule: PSD2, strong customer authentication

    @LC-14 @profile-psd2 @simulators
    Scenario Outline: Failures in a row, over all codes of a card, <network>
      Given a network that keeps to PSD2
      And an End User with a phone and an e-mail address on file
      When they add a <network> card to their wallet and choose the SMS
      Then few wrong codes in a row are taken, then none and not the right one either

      Examples:
        | network    |
        | Mastercard |
        | Visa       |
        | domestic   |

    @LC-14 @profile-psd2 @simulators
    Scenario: A refusal does not tell why
      Given a network that keeps to PSD2
      And End Users Nadia and Omar
      When Nadia adds a card to her wallet and chooses the SMS
      And Omar adds a card to his wallet and chooses the SMS
      Then Nadia's wrong code and Omar's expired one are answered alike

  Rule: SMS Retriever

    @OC-09 @profile-sms-retriever
    Scenario: An app reads the SMS by itself
      Given an issuer whose app reads the SMS
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the SMS
      Then their phone hands the SMS to the issuer's app
