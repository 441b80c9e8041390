@simulators
Feature: HTTP goes wrong between the systems

  A call is refused, lost, slow or answered with nonsense. A correct D1 and a correct issuer send nothing that they were
  not told to, report what failed, and keep nobody waiting. The words are those of docs/faults.md; time moves by the clock.

  Rule: Without a contact nothing goes out, and the TSP is told

    @RS-03 @RS-04
    Scenario Outline: The issuer backend <fault> when D1 asks for the contact
      Given an End User with a phone and an e-mail address on file
      When they add a card to their wallet
      And the issuer backend <fault>
      And they choose the SMS
      Then D1 reports that the contact could not be had
      And D1 says so in the body of a 200
      And nobody receives anything

      Examples:
        | fault                                   |
        | answers 403                             |
        | answers 404                             |
        | answers 429                             |
        | answers 500                             |
        | answers 503                             |
        | answers after 5 seconds                 |
        | hangs                                   |
        | resets the connection                   |
        | hangs up without a word                 |
        | breaks off in the middle of its answer  |
        | answers what is no HTTP                 |
        | answers with 64 MB                      |
        | answers with a page of HTML             |
        | answers an octet each 1 second          |
        | redirects to https://elsewhere.example/ |
        | fails the TLS handshake                 |
        | no longer takes the bearer              |

  Rule: Only whom and when a fault concerns goes without

    @RS-03 @RS-04 @OC-01
    Scenario: The issuer backend hangs on the calls for one of two
      Given End Users Nadia and Omar
      When Omar adds a card to his wallet
      And the issuer backend hangs for Omar
      And they choose the SMS
      Then D1 reports that the contact could not be had
      And D1 says so in the body of a 200
      When Nadia adds a card to her wallet and chooses the SMS
      Then they receive one SMS carrying the code

    @RS-03 @RS-04 @OC-01
    Scenario: The issuer backend is down for two minutes
      Given an End User with a phone on file
      And between minute 1 and minute 3 the issuer backend answers 503
      When they add a card to their wallet
      And 1 minute passes
      And they choose the SMS
      Then D1 reports that the contact could not be had
      And D1 says so in the body of a 200
      When 2 minutes pass
      And they ask for the code again
      Then they receive one SMS carrying the code

  Rule: What is slow, or went wrong once, is no failure

    @OC-01 @CS-01
    Scenario Outline: The issuer backend <fault>
      Given an End User with a phone on file
      And the issuer backend <fault>
      When they add a card to their wallet and choose the SMS
      Then they receive one SMS carrying the code
      And typing the code activates the card

      Examples:
        | fault                                                         |
        | answers after 2 seconds to the 2nd call about /consumers/     |
        | answers an octet each 5 ms to the 2nd call about /consumers/  |
        | no longer takes the bearer to the 2nd call about /consumers/  |

  Rule: A hand-over that failed is reported, and the TSP is told

    @RS-04 @RS-05
    Scenario Outline: The issuer backend <fault> when D1 hands the code over
      Given an issuer whose messages are sent by the issuer
      And an End User with a phone on file
      When they add a card to their wallet
      And the issuer backend <fault>
      And they choose the SMS
      Then the wallet is told that the code could not be sent
      And D1 says so in the body of a 200

      Examples:
        | fault                                              |
        | answers 503                                        |
        | answers after 5 seconds                            |
        | hangs                                              |
        | resets the connection                              |
        | hangs up without a word                            |
        | breaks off in the middle of its answer about /otp  |
        | answers what is no HTTP                            |
        | answers with 64 MB                                 |
        | answers with a page of HTML                        |
        | answers an octet each 4 seconds                    |
        | redirects to https://elsewhere.example/            |
        | fails the TLS handshake                            |
        | no longer takes the bearer                         |

  Rule: A notification whose answer was lost comes again, and is taken again

    @RS-11 @LC-11
    Scenario Outline: The issuer backend <fault> to the first call about a notification
      Given an End User with a phone on file
      And the issuer backend <fault> to the first call about /notifications
      When they add a card to their wallet and choose the SMS
      And they type the code
      And 1 minute passes
      Then the issuer is notified of a digitization that was SUCCESSFUL
      And the issuer has taken the notification that came again

      Examples:
        | fault                                  |
        | breaks off in the middle of its answer |
        | answers an octet each 4 seconds        |

  Rule: An issuer whose SMS centre fails tells D1

    @RS-05 @RS-10 @SE-09
    Scenario Outline: The SMS centre's HTTP door <fault>
      Given an issuer whose messages are sent by the issuer
      And an End User with a phone on file
      And the SMS centre's HTTP door <fault>
      When D1 hands a code over for the SMS
      Then the issuer tells D1 that the message could not be handed over and gives nothing away

      Examples:
        | fault                                   |
        | answers 503                             |
        | answers after 3 seconds for them        |
        | hangs                                   |
        | resets the connection                   |
        | hangs up without a word                 |
        | answers what is no HTTP                 |
        | answers with 64 MB                      |
        | answers with a page of HTML             |
        | redirects to https://elsewhere.example/ |
        | no longer takes the bearer              |

    @RS-05
    Scenario Outline: The SMS centre's HTTP door <fault>, and the message is on its way
      Given an issuer whose messages are sent by the issuer
      And an End User with a phone on file
      And the SMS centre's HTTP door <fault>
      When they add a card to their wallet and choose the SMS
      Then the wallet is told that the code could not be sent

      Examples:
        | fault                                  |
        | breaks off in the middle of its answer |
        | answers an octet each 1 second         |
