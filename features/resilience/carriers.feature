@simulators
Feature: The SMS centre or the mail server goes wrong while D1 hands a message over

  A correct D1 tells what was not taken from what may have been: the one it hands over again while the code lives, the
  other never. The words are those of docs/faults.md; time moves by the clock.

  Rule: What a carrier did not take is tried again, by the same channel

    @RS-06 @RS-14 @CS-02
    Scenario Outline: The SMS centre <fault>
      Given an End User with a phone and an e-mail address on file
      And the SMS centre <fault>
      When they add a card to their wallet and choose the SMS
      And D1 has had 1 minute for further tries
      Then a message refused for now has been tried again until it arrived
      And nothing reaches them by any other channel
      And typing the code activates the card
      And every delivery request has one fate, and the inboxes agree

      Examples:
        | fault                                          |
        | answers ESME_RTHROTTLED to the first message   |
        | answers ESME_RMSGQFUL to the first 2 messages  |
        | answers ESME_RSYSERR to the first message      |

    @RS-06 @RS-14 @CS-02
    Scenario Outline: The SMS centre <fault>, when D1 has to bind anew
      Given an End User with a phone and an e-mail address on file
      And the SMS centre has dropped every connection
      And the SMS centre <fault>
      When they add a card to their wallet and choose the SMS
      And D1 has had 1 minute for further tries
      Then a message refused for now has been tried again until it arrived
      And nothing reaches them by any other channel
      And every delivery request has one fate, and the inboxes agree

      Examples:
        | fault                                     |
        | answers ESME_RBINDFAIL to the first bind  |
        | answers ESME_RTHROTTLED to the first bind |
        | loses the connection at the first bind    |
        | unbinds at the first bind                 |

    @RS-06 @RS-14 @CS-02
    Scenario Outline: The mail server <fault>
      Given an End User with a phone and an e-mail address on file
      And the mail server <fault>
      When they add a card to their wallet and choose the e-mail
      And D1 has had <minutes> minutes for further tries
      Then a message refused for now has been tried again until it arrived
      And nothing reaches them by any other channel
      And typing the code activates the card
      And every delivery request has one fate, and the inboxes agree

      Examples:
        | fault                                             | minutes |
        | greylists for 1 minute                            | 3       |
        | answers 451 4.3.0 at MAIL to the first message    | 1       |
        | answers 450 4.2.1 at RCPT to the first message    | 1       |
        | answers 452 4.3.1 at DATA to the first message    | 1       |
        | answers 451 4.7.1 at the body to the first message | 1       |
        | hangs up at MAIL to the first message             | 1       |
        | hangs up at RCPT to the first message             | 1       |
        | hangs up at DATA to the first message             | 1       |

    @RS-06 @RS-14 @CS-02
    Scenario Outline: The mail server <fault>, when D1 has to connect anew
      Given an End User with a phone and an e-mail address on file
      And the mail server has dropped every connection
      And the mail server <fault>
      When they add a card to their wallet and choose the e-mail
      And D1 has had 1 minute for further tries
      Then a message refused for now has been tried again until it arrived
      And nothing reaches them by any other channel
      And every delivery request has one fate, and the inboxes agree

      Examples:
        | fault                                                    |
        | answers 421 4.3.2 at the greeting to the first message   |
        | answers 421 4.3.2 at EHLO to the first message           |
        | answers 454 4.7.0 at STARTTLS to the first message       |
        | fails the TLS handshake to the first message             |
        | hangs up at the greeting to the first message            |

  Rule: What a carrier refuses for good is tried once, and reported

    @RS-05 @RS-06 @RS-14
    Scenario Outline: <who> <fault>
      Given an End User with a phone and an e-mail address on file
      And <who> <fault>
      When they add a card to their wallet and choose the <channel>
      And D1 has had 1 minute for further tries
      Then a message refused for good has been tried once
      And the wallet is told that the code could not be sent
      And every delivery request has one fate, and the inboxes agree

      Examples:
        | who             | fault                         | channel |
        | the SMS centre  | answers ESME_RINVDSTADR       | SMS     |
        | the mail server | answers 553 5.1.8 at MAIL     | e-mail  |
        | the mail server | answers 550 5.1.1 at RCPT     | e-mail  |
        | the mail server | answers 554 5.5.1 at DATA     | e-mail  |
        | the mail server | answers 552 5.3.4 at the body | e-mail  |

  Rule: What may have been taken is never sent again

    @RS-14
    Scenario Outline: <who> <fault>
      Given an End User with a phone and an e-mail address on file
      And <who> <fault>
      When they add a card to their wallet and choose the <channel>
      And D1 has had 1 minute for further tries
      Then every delivery request has one fate, and the inboxes agree

      Examples:
        | who             | fault                                     | channel |
        | the SMS centre  | loses the connection to the first message | SMS     |
        | the SMS centre  | unbinds to the first message              | SMS     |
        | the mail server | hangs up at the body to the first message | e-mail  |
        | the mail server | hangs up at the end to the first message  | e-mail  |

    @RS-14
    Scenario: Neither an answer nor a receipt comes from the SMS centre
      Given an End User with a phone on file
      And the SMS centre takes the message and never answers to the first message
      And the SMS centre loses the receipt
      When they add a card to their wallet
      And they choose the SMS and wait for 4 seconds
      And D1 has had 1 minute for further tries
      Then every delivery request has one fate, and the inboxes agree

    @RS-14
    Scenario Outline: The mail server <fault>
      Given an End User with an e-mail address on file
      And the mail server <fault>
      When they add a card to their wallet
      And they choose the e-mail and wait for 8 seconds
      And D1 has had 1 minute for further tries
      Then every delivery request has one fate, and the inboxes agree

      Examples:
        | fault                                            |
        | waits 5 minutes at the body to the first message |
        | waits 5 minutes at the end to the first message  |

  Rule: Slow is not lost

    @OC-01 @CS-13 @RS-14
    Scenario Outline: <who> <fault>
      Given an End User with a phone and an e-mail address on file
      And <who> <fault>
      When they add a card to their wallet
      And they choose the <channel> and wait for 3 seconds
      Then they receive one <channel> carrying the code
      And every delivery request has one fate, and the inboxes agree

      Examples:
        | who             | fault                                                               | channel |
        | the SMS centre  | takes the message and answers after 2 seconds to the first message  | SMS     |
        | the mail server | waits 2 seconds at RCPT to the first message                        | e-mail  |
        | the mail server | waits 2 seconds at the end to the first message                     | e-mail  |

  Rule: A receipt changes nothing but what D1 knows

    @OC-01 @CS-13 @RS-14
    Scenario Outline: The SMS centre <fault>
      Given an End User with a phone on file
      And the SMS centre <fault>
      When they add a card to their wallet and choose the SMS
      And D1 has had 1 minute for further tries
      Then they receive one SMS carrying the code
      And typing the code activates the card
      And every delivery request has one fate, and the inboxes agree

      Examples:
        | fault                             |
        | sends the receipt twice           |
        | loses the receipt                 |
        | sends the receipts out of order   |

    @OC-01 @CS-13 @RS-14
    Scenario: A receipt says what the lost answer would have said
      Given an End User with a phone on file
      And the SMS centre takes the message and never answers to the first message
      When they add a card to their wallet and choose the SMS
      Then they receive one SMS carrying the code
      And every delivery request has one fate, and the inboxes agree

  Rule: A message in parts goes on where it broke off, and arrives whole and once

    @SM-01 @SM-04 @RS-14
    Scenario: The SMS centre throttles its second part
      Given an SMS template with a long text in the GSM alphabet
      And an End User with a phone on file
      And the SMS centre answers ESME_RTHROTTLED to the 2nd message
      When they add a card to their wallet and choose the SMS
      And D1 has had 1 minute for further tries
      Then they receive one SMS carrying the code
      And it came in 2 parts
      And every delivery request has one fate, and the inboxes agree

    @SM-01 @SM-04 @RS-14
    Scenario: The answer to its first part is lost, and so is the receipt
      Given an SMS template with a long text in the GSM alphabet
      And an End User with a phone on file
      And the SMS centre takes the message and never answers to the first message
      And the SMS centre loses the receipt
      When they add a card to their wallet
      And they choose the SMS and wait for 4 seconds
      And D1 has had 1 minute for further tries
      Then they receive one SMS carrying the code
      And it came in 2 parts
      And every delivery request has one fate, and the inboxes agree

  Rule: A dead bind is noticed before a message is lost in it

    @OC-01 @CS-13 @RS-14
    Scenario: The SMS centre shows no sign of life
      Given End Users Nadia and Omar
      When Nadia adds a card to her wallet and chooses the SMS
      And 1 minute passes
      And the SMS centre shows no sign of life
      And Omar adds a card to his wallet
      And they choose the SMS and wait for 4 seconds
      Then they receive one SMS carrying the code
      And every delivery request has one fate, and the inboxes agree

  Rule: A name server that fails says nothing about the zone

    @DZ-06
    Scenario Outline: The name server <fault> about a key
      Given a zone with a second key beside the first
      And the name server <fault> about meridale2
      When D1 signs with meridale2
      And the name server is asked
      Then no key is called wrong that nobody could read

      Examples:
        | fault                   |
        | answers SERVFAIL        |
        | answers REFUSED         |
        | answers FORMERR         |
        | never answers           |
        | answers after 5 seconds |

    @DZ-06
    Scenario: The name server is silent once
      Given a zone with a second key beside the first
      And the name server never answers to the first question about meridale2
      When D1 signs with meridale2
      And the name server is asked
      Then every selector leads to one usable key
