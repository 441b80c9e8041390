Feature: Nobody but D1 gets in

  D1 shows a client certificate, and on every call a bearer that the issuer's own token endpoint has granted.

  Rule: The token endpoint grants a bearer to D1

    @SE-03
    Scenario Outline: D1 asks with <what>
      Given an End User with a phone and an e-mail address on file
      When D1 asks for a token with <what>
      Then the issuer grants a bearer

      Examples:
        | what                         |
        | its credentials in base64url |
        | an unknown form member       |

    @SE-03
    Scenario Outline: D1 might ask with <what>
      When D1 asks for a token with <what>
      Then the issuer should grant a bearer

      Examples:
        | what                                 |
        | its credentials in base64url, padded |
        | its credentials in plain base64      |

  Rule: The token endpoint grants nothing to anybody else

    @SE-03 @SE-09
    Scenario Outline: <what>
      When D1 asks for a token with <what>
      Then the issuer grants none and gives nothing away

      Examples:
        | what                            |
        | a wrong secret                  |
        | an empty secret                 |
        | an unknown client               |
        | no credentials                  |
        | credentials that are not Basic  |
        | credentials that are not base64 |
        | another grant                   |
        | no grant                        |

  Rule: A bearer is good for every call until it expires, and then another one is

    @SE-02
    Scenario: A bearer shown again and again
      Given an End User with a phone and an e-mail address on file
      When D1 shows the same bearer 5 times
      Then the issuer accepts the bearer each time

    @SE-02
    Scenario: A bearer just before its expiry
      Given an End User with a phone and an e-mail address on file
      When D1 shows a bearer 2 seconds before its expiry
      Then the issuer accepts the bearer

    @SE-02
    Scenario: A bearer just after its expiry, and the next one
      Given an End User with a phone and an e-mail address on file
      When D1 shows a bearer 1 second after its expiry
      Then the issuer does not accept the bearer and gives nothing away
      When D1 fetches a new one and asks again
      Then the issuer accepts the bearer

  Rule: No other bearer opens anything

    @SE-02 @SE-09
    Scenario Outline: <bearer>
      Given an End User with a phone and an e-mail address on file
      When D1 shows <bearer> and asks for their contact details
      Then the issuer does not accept the bearer and gives nothing away

      Examples:
        | bearer                              |
        | no bearer                           |
        | an empty bearer                     |
        | a made-up bearer                    |
        | a bearer with one character altered |
        | a bearer with altered claims        |
        | a bearer without a signature        |
        | a bearer signed by somebody else    |
        | credentials instead of a bearer     |

    @SE-02
    Scenario: The bearer of another issuer
      Given an End User with a phone and an e-mail address on file
      When D1 shows the bearer of another issuer
      Then the issuer does not accept the bearer and gives nothing away

    @SE-02
    Scenario Outline: <bearer> to <operation>
      Given an End User with a phone and an e-mail address on file
      When D1 shows <bearer> to <operation>
      Then the issuer does not accept the bearer and gives nothing away

      Examples:
        | bearer           | operation                  |
        | no bearer        | card notifications         |
        | a made-up bearer | card notifications         |
        | no bearer        | digital card notifications |

  Rule: The door is shut to whoever lacks D1's certificate or a current TLS

    @SE-01
    Scenario: D1 itself
      Given an End User with a phone and an e-mail address on file
      When D1 asks for their contact details
      Then the answer came over TLS 1.2 or newer

    @SE-01
    Scenario Outline: <what>, asking for contact details
      Given an End User with a phone and an e-mail address on file
      When somebody with <what> asks for their contact details
      Then the door stays shut

      Examples:
        | what                                        |
        | no client certificate                       |
        | a client certificate of a foreign authority |
        | TLS 1.1                                     |

    @SE-01
    Scenario Outline: <what>, asking for a token
      When somebody with <what> asks for a token
      Then the door stays shut

      Examples:
        | what                                        |
        | no client certificate                       |
        | a client certificate of a foreign authority |
        | TLS 1.1                                     |
