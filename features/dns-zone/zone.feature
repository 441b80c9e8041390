Feature: The issuer's zone lets D1 send mail that is accepted

  Rule: The file says what was meant

    Background:
      When the zone of the mail domain is looked at

    @DZ-20
    Scenario: Every name server can load it
      Then every name server loads it as it is meant

    @DZ-01
    Scenario: The agreed subdomain is there
      Then the domain is there

    @DZ-02
    Scenario: Nothing that D1 needs was forgotten, or changed
      Then what D1 handed over is published

    @DZ-17
    Scenario: An alias stands alone
      Then no alias has other data beside it

    @DZ-19
    Scenario: A mistake can be corrected within a day
      Then no record lives too short or too long

    @DZ-09
    Scenario: A long key arrives whole
      Then long records are split as receivers join them

  Rule: SPF lets D1 send, and nobody else

    Background:
      When the zone of the mail domain is looked at

    @DZ-03
    Scenario: One record
      Then there is one SPF record

    @DZ-21
    Scenario: Every receiver can read it
      Then every term of SPF is one

    @DZ-04
    Scenario: No receiver gives up on it
      Then SPF needs no more look-ups than receivers make

    @DZ-05
    Scenario: D1 may send, a stranger may not
      Then SPF passes for D1 and for no stranger

    @DZ-22
    Scenario: A receiver knows what to do with a stranger's mail
      Then SPF says what becomes of strangers' mail

  Rule: DKIM's keys verify what D1 signs

    Background:
      When the zone of the mail domain is looked at

    @DZ-06
    Scenario: The key is there
      Then every selector leads to one usable key

    @DZ-07 @DZ-08
    Scenario: The key cannot be guessed
      Then the keys are long enough

    @DZ-18
    Scenario: The key is meant
      Then no key is for testing

  Rule: DMARC keeps others from writing in the issuer's name

    Background:
      When the zone of the mail domain is looked at

    @DZ-10
    Scenario: Receivers find the policy
      Then one DMARC record applies

    @DZ-11
    Scenario: The policy protects
      Then forged mail is not let through

    @DZ-12
    Scenario: Nothing of the old specification is left
      Then DMARC has no tag that was removed

    @DZ-23
    Scenario: Nothing is misspelt
      Then DMARC has no tag that receivers ignore

    @DZ-24
    Scenario: Mail whose signature breaks on the way still passes
      Then SPF can align with From

    @DZ-25
    Scenario: The issuer hears of what fails
      Then the reports reach somebody

  Rule: What stands around them does no harm

    Background:
      When the zone of the mail domain is looked at

    @DZ-26
    Scenario: A name that nobody published has no records
      Then no wildcard answers for mail

    @DZ-27
    Scenario: A mail that cannot be delivered comes back
      Then bounces reach a mail host

    @DZ-28
    Scenario: MTA-STS, TLS reports and BIMI
      Then what is published besides is in its form

  Rule: A key can be changed while D1 sends

    @DZ-06 @simulators
    Scenario: A new key beside the old one, and then the new one alone
      Given a zone with a second key beside the first
      When D1 signs with meridale1+meridale2
      And the name server is asked
      Then every selector leads to one usable key
      When the first key is taken out
      And D1 signs with meridale2
      And the name server is asked
      Then every selector leads to one usable key
