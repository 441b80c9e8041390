Feature: Nobody is spoken of who is not meant

  Rule: An unknown consumer is not found, and nobody else is given away

    @CD-08 @SE-09
    Scenario: A consumer whom the issuer does not know
      Given an End User with a phone and an e-mail address on file
      When D1 asks for a consumer whom the issuer does not know
      Then the issuer says that there is no such consumer and gives nothing away

    @CD-08 @SE-09
    Scenario Outline: An unknown id of <length> character(s)
      Given an End User with a phone and an e-mail address on file
      When D1 asks for an unknown consumer with an id of <length> characters
      Then the issuer says that there is no such consumer and gives nothing away

      Examples:
        | length |
        | 2      |
        | 64     |

    @CD-08
    Scenario: An End User whom the issuer has forgotten
      Given an End User with a phone and an e-mail address on file
      When D1 asks for their contact details
      And the issuer no longer knows them from now on
      And D1 asks for their contact details
      Then the issuer says that there is no such consumer and gives nothing away

  Rule: A blocked consumer is not spoken of

    @CD-09 @SE-09
    Scenario: A consumer whom the issuer has blocked
      Given an End User with a phone and an e-mail address on file
      When D1 asks for a consumer whom the issuer has blocked
      Then the issuer refuses to speak of them and gives nothing away

    @CD-09
    Scenario: An End User who is blocked between two calls
      Given an End User with a phone and an e-mail address on file
      When D1 asks for their contact details
      And the issuer has blocked them from now on
      And D1 asks for their contact details
      Then the issuer refuses to speak of them and gives nothing away

  Rule: An id is a name and nothing else

    @CD-08 @SE-09
    Scenario Outline: An id that is <hostile>
      Given an End User with a phone and an e-mail address on file
      When D1 asks for a consumer whose id is <hostile>
      Then the issuer refuses the id and gives nothing away

      Examples:
        | hostile                         |
        | a way out of the folder         |
        | a way to the operations beside it |
        | a condition that is always true |
        | a second statement              |
        | a header of its own             |
        | an expression                   |
        | a script                        |
        | a wildcard                      |
        | a NUL character                 |
        | of another alphabet             |
        | 3,000 characters long           |
