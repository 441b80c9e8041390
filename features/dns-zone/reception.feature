Feature: Receivers take the issuer's mail, and no forger's

  Rule: What is as the zone says reaches every mailbox

    @DZ-29
    Scenario: The code comes by e-mail, past the rules of every large receiver
      Given a zone that publishes who sends the issuer's mail
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the e-mail
      Then every large receiver takes the e-mail

    @DZ-29 @simulators
    Scenario: The code comes by e-mail to a mailbox that all of them guard
      Given a zone that publishes who sends the issuer's mail
      And a receiver like all of them
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the e-mail
      Then they receive one e-mail carrying the code
      And every large receiver takes the e-mail

  Rule: What is not as the zone says is refused, each receiver in its own words

    Background:
      Given a zone that publishes who sends the issuer's mail
      And an End User with a phone and an e-mail address on file

    @DZ-29 @simulators
    Scenario Outline: <receiver> takes no mail <mail>
      Given a receiver like <receiver>
      When a mail comes <mail>
      Then the mail is refused with <reply>

      Examples:
        | receiver     | mail                                            | reply       |
        | Gmail        | without a signature                             | 550 5.7.30  |
        | Gmail        | from a stranger's address                       | 550 5.7.27  |
        | Gmail        | without a signature from a stranger's address   | 550 5.7.26  |
        | Gmail        | with a signature by another key                 | 550 5.7.30  |
        | Gmail        | altered on its way                              | 550 5.7.30  |
        | Gmail        | of a sender with a zone of its own              | 550 5.7.26  |
        | Gmail        | that shows a From outside the subdomain         | 550 5.7.40  |
        | Yahoo        | without a signature                             | 554 5.7.9   |
        | Yahoo        | that shows a From outside the subdomain         | 554 5.7.9   |
        | Microsoft    | from a stranger's address                       | 550 5.7.515 |
        | Microsoft    | of a sender with a zone of its own              | 550 5.7.515 |
        | a strict one | altered on its way                              | 550 5.7.26  |
        | a strict one | that shows a From outside the subdomain         | 550 5.7.26  |

    @DZ-29 @simulators
    Scenario: Gmail takes no mail that is not aligned, whatever the policy
      Given a receiver like Gmail
      When the zone asks for nothing
      And a mail comes of a sender with a zone of its own
      Then the mail is refused with 550 5.7.32

    @DZ-29 @simulators
    Scenario: A forgery goes where the issuer wants it: to the junk
      Given a receiver like Gmail
      When the zone asks for quarantine
      And a mail comes of a sender with a zone of its own
      Then the mail is in the junk

    @DZ-29 @simulators
    Scenario: A receiver that enforces nothing notes what it found
      Given a receiver like one that takes all
      When a mail comes altered on its way
      Then the mail is in the inbox
      And it is noted that SPF is pass and DKIM is fail

  Rule: A mail that somebody else hands over again shows where it came from

    @DZ-29 @simulators
    Scenario Outline: Replayed, and <receiver> reads it
      Given a zone that publishes who sends the issuer's mail
      And an End User with a phone and an e-mail address on file
      When a mail comes as it should be
      Then the mail is in the inbox
      Given a receiver like <receiver>
      When a stranger hands the same mail over again
      Then the mail is refused with <reply>

      Examples:
        | receiver     | reply       |
        | Gmail        | 550 5.7.27  |
        | Microsoft    | 550 5.7.515 |
        | a strict one | 550 5.7.26  |

    @DZ-29 @simulators
    Scenario: Replayed, its signature still verifies
      Given a zone that publishes who sends the issuer's mail
      And an End User with a phone and an e-mail address on file
      And a receiver like one that takes all
      When a mail comes as it should be
      And a stranger hands the same mail over again
      Then it is noted that SPF is fail and DKIM is pass

  Rule: The zone counts as it is when the mail comes

    Background:
      Given a zone that publishes who sends the issuer's mail
      And an End User with a phone and an e-mail address on file
      And a receiver like a strict one

    @DZ-29 @simulators
    Scenario: A key is exchanged, and no mail is lost
      When the zone has a second key
      And a mail comes as it should be
      Then the mail is in the inbox
      When a mail comes signed with the second key
      Then the mail is in the inbox
      When the zone has its first key no more
      And a mail comes signed with the second key
      Then the mail is in the inbox
      When a mail comes as it should be
      Then the mail is refused with 550 5.7.26

    @DZ-29 @simulators
    Scenario: A mistake in the zone stops the mail until it is mended
      When a mail comes as it should be
      Then the mail is in the inbox
      When the zone lets another address send
      And a mail comes as it should be
      Then the mail is refused with 550 5.7.26
      When the zone lets D1 send
      And a mail comes as it should be
      Then the mail is in the inbox

    @DZ-29 @simulators
    Scenario: Name servers that fail put the mail off, and refuse nothing for good
      When the name server fails
      And a mail comes as it should be
      Then the mail is put off with 451 4.4.3
      When the name server works again
      And a mail comes as it should be
      Then the mail is in the inbox
