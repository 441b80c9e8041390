Feature: The issuer takes a code over and sends it

  In issuer-managed mode D1 hands the code over with Deliver OTP. The issuer finds the contact itself and sends the message.

  Background:
    Given an issuer whose messages are sent by the issuer

  Rule: An accepted request is one message

    @RS-10 @CS-13 @SE-09
    Scenario Outline: A code for the <channel>
      Given an End User with a phone and an e-mail address on file
      When D1 hands a code over for the <channel>
      Then the issuer accepts the delivery, and one message for each request reaches them

      Examples:
        | channel |
        | SMS     |
        | e-mail  |

    @RS-10
    Scenario Outline: The expiry written as <format>
      Given D1 writes expiry dates as <format>
      And an End User with a phone and an e-mail address on file
      When D1 hands a code over for the SMS
      Then the issuer accepts the delivery

      Examples:
        | format              |
        | dd/MM/yyyy HH:mm:ss |
        | ISO 8601            |

    @CS-13
    Scenario: An End User who asks again gets the same code again
      Given an End User with a phone and an e-mail address on file
      When D1 hands a code over for the SMS
      And D1 hands the same request over again
      Then the issuer accepts the delivery, and one message for each request reaches them

  Rule: Nobody without a good bearer makes the issuer send

    @SE-02 @SE-09
    Scenario Outline: <bearer>
      Given an End User with a phone and an e-mail address on file
      When D1 shows <bearer> to Deliver OTP
      Then the issuer does not accept the bearer, and nobody receives a message

      Examples:
        | bearer                              |
        | no bearer                           |
        | a bearer with one character altered |

  Rule: What cannot be delivered is refused, and nothing is sent

    @RS-10 @SE-09
    Scenario Outline: A request <fault>
      Given an End User with a phone and an e-mail address on file
      When D1 hands over a request <fault>
      Then the issuer refuses the delivery, sends nothing and gives nothing away

      Examples:
        | fault                  |
        | without otp            |
        | without the code       |
        | with an empty code     |
        | without a channel      |
        | for an unknown channel |
        | that is no JSON        |
        | that is empty          |
        | that is a list         |

    @RS-10 @SE-09
    Scenario Outline: A consumer whom the issuer <state>
      Given an End User with a phone and an e-mail address on file
      When D1 hands over a code for a consumer whom the issuer <state>
      Then the issuer refuses the delivery, sends nothing and gives nothing away

      Examples:
        | state         |
        | does not know |
        | has blocked   |

    @RS-10 @SE-09
    Scenario Outline: <channel> for somebody who has only <contact>
      Given an End User with <contact> on file
      When D1 hands a code over for the <channel>
      Then the issuer refuses the delivery, sends nothing and gives nothing away

      Examples:
        | channel | contact           |
        | SMS     | an e-mail address |
        | e-mail  | a phone           |

    @LC-01 @SE-09
    Scenario: A code that has run out
      Given an End User with a phone and an e-mail address on file
      When D1 hands over a code that has run out
      Then the issuer refuses the code that has run out, sends nothing and gives nothing away

    @RS-05 @RS-10 @SE-09
    Scenario Outline: The <channel> cannot be handed over
      Given an End User with a phone and an e-mail address on file
      And messages by <channel> to them are refused
      When D1 hands a code over for the <channel>
      Then the issuer tells D1 that the message could not be handed over and gives nothing away

      Examples:
        | channel |
        | SMS     |
        | e-mail  |

  Rule: An unusual request is delivered as usual

    @RS-01
    Scenario Outline: <unusual>
      Given an End User with a phone and an e-mail address on file
      When D1 hands a code over with <unusual>
      Then the issuer accepts the delivery as usual

      Examples:
        | unusual                          |
        | unknown members at every level   |
        | a reason invented tomorrow       |
        | a storage type invented tomorrow |
        | its members in another order     |
        | no optional members              |
        | a charset in the content type    |
        | the content type in capitals     |
        | an unknown parameter             |
        | an unknown header                |
        | no correlation id                |
