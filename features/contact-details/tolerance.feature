Feature: What D1 adds tomorrow breaks nothing

  D1 adds headers, parameters, members and values without notice. The issuer passes over what it does not know.

  Rule: An unusual call for contact details is answered as usual

    @RS-01
    Scenario Outline: <unusual>
      Given an End User with a phone and an e-mail address on file
      When D1 asks for their contact details with <unusual>
      Then the answer is as usual

      Examples:
        | unusual                     |
        | an unknown header           |
        | an unknown parameter        |
        | a parameter without a value |
        | the media type in capitals  |
        | a charset asked for         |
        | any media type              |
        | no accept header            |
        | a language preferred        |

  Rule: The correlation id is optional and opaque

    @RS-02
    Scenario Outline: <correlation>
      Given an End User with a phone and an e-mail address on file
      When D1 asks for their contact details under <correlation>
      Then the answer is as usual, whatever the correlation id

      Examples:
        | correlation                              |
        | no correlation id                        |
        | a correlation id of one character        |
        | a correlation id of 64 characters        |
        | a correlation id of the older alphabet   |
