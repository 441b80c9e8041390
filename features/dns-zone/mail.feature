Feature: Mail that receivers can tell from a forger's

  Rule: The mail is signed with the published key, and comes from where the zone says

    @DZ-05 @DZ-13 @DZ-14
    Scenario Outline: The code comes by e-mail, and <sender> has signed it
      Given an issuer whose messages are sent by <sender>
      And a zone that publishes who sends the issuer's mail
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the e-mail
      Then a receiver finds the e-mail authentic
      And they receive one e-mail carrying the code

      Examples:
        | sender     |
        | D1         |
        | the issuer |

  Rule: Large receivers want SPF and DKIM, both at the From domain

    @DZ-15 @profile-bulk-sender
    Scenario: The code comes by e-mail from somebody who sends many
      Given a zone that publishes who sends the issuer's mail
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the e-mail
      Then a bulk receiver finds the e-mail authentic
