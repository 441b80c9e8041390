Feature: The issuer provides contact details

  D1 asks the issuer backend for an End User's contact details with Get Consumer Information. Without them, or with wrong
  ones, no code reaches the right person.

  Rule: The answer holds what is on file, written as agreed

    @CD-01 @CD-02 @CD-03 @CD-04 @CD-05 @CD-06 @CD-07 @SE-09
    Scenario Outline: <on file>
      Given an End User with <on file> on file
      When D1 asks for their contact details
      Then the answer is their contact details as documented

      Examples:
        | on file                       |
        | a phone and an e-mail address |
        | a phone                       |
        | an e-mail address             |
        | no contact                    |

    @CD-01 @CD-02 @CD-03 @CD-04 @CD-05 @CD-06 @CD-07 @SE-09
    Scenario Outline: Somebody who reads <language>
      Given an End User with a phone and an e-mail address on file
      And they read <language>
      When D1 asks for their contact details
      Then the answer is their contact details as documented

      Examples:
        | language |
        | de-DE    |
        | fr-FR    |
        | ar-SA    |

    @CD-06
    Scenario: The longest e-mail address there can be
      Given an End User whose e-mail address has 254 characters
      When D1 asks for their contact details
      Then the answer is their contact details as documented

  Rule: An End User is known by an id that says nothing about them

    @SE-06
    Scenario: Neither consumerId nor cardId tells who somebody is
      Given an End User with a phone and an e-mail address on file
      And they own two cards
      Then their ids give nothing away

    @CD-01
    Scenario Outline: A consumerId of <length> character(s)
      Given an End User whose consumerId has <length> characters
      When D1 asks for their contact details
      Then the issuer answers with 200

      Examples:
        | length |
        | 1      |
        | 64     |

  Rule: The card that it is about may be named, and need not be

    @CD-10
    Scenario: With and without the cardId
      Given an End User with a phone and an e-mail address on file
      When D1 asks for them with and without their cardId
      Then the issuer answers both alike

    @CD-10
    Scenario Outline: A cardId of <length> character(s)
      Given an End User with a phone and an e-mail address on file
      When D1 asks for them with and without a cardId of <length> characters
      Then the issuer answers both alike

      Examples:
        | length |
        | 1      |
        | 48     |

  Rule: Whoever is asked for is answered for, however many ask at once

    @CD-11
    Scenario: Two people with phones that mask alike
      Given End Users Nadia and Omar whose phones mask alike
      When D1 asks for all of them at once, 1 times each
      Then each answer holds the contacts of the one who was asked for

    @CD-11
    Scenario: 50 calls at once
      Given 5 End Users with a phone and an e-mail address on file
      When D1 asks for all of them at once, 10 times each
      Then each answer holds the contacts of the one who was asked for

  Rule: The answer comes in time

    @RS-13
    Scenario: Twenty calls, one after the other
      Given an End User with a phone and an e-mail address on file
      When D1 asks for their contact details again and again
      Then 95 of 100 answers are there in time
