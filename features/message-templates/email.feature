Feature: The e-mail as a reader gets it: in every script, on every screen, and nothing but a text to read

  Rule: What is written is what is read, in the subject as in both parts

    @EM-01 @EM-03 @EM-04 @EM-05 @EM-06 @EM-09 @EM-10 @EM-12 @EM-13
    Scenario Outline: An e-mail in <language>
      Given an End User with a phone and an e-mail address on file
      And they read <language>
      When they add a card to their wallet and choose the e-mail
      Then they receive one e-mail carrying the code
      And it is written in <language>

      Examples:
        | language |
        | ja-JP    |
        | ko-KR    |
        | ru-RU    |
        | he-IL    |
        | hi-IN    |
        | th-TH    |
        | el-GR    |
        | pl-PL    |
        | pt-BR    |
        | es-ES    |

  Rule: A mail is there to be read: it runs nothing, fetches nothing and tells nobody that it was opened

    @EM-07 @EM-08 @EM-09
    Scenario Outline: An e-mail that <sender> sends
      Given an issuer whose messages are sent by <sender>
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the e-mail
      Then they receive one e-mail carrying the code

      Examples:
        | sender     |
        | D1         |
        | the issuer |

  Rule: What outsiders name their device reaches no header of a mail, whatever it is written in

    @EM-02 @EM-11 @SE-10
    Scenario Outline: A device that calls itself <name>, <sender> sends
      Given an issuer whose messages are sent by <sender>
      And an End User with a phone and an e-mail address on file
      And their device calls itself <name>
      When they add a card to their wallet and choose the e-mail
      Then they receive one e-mail carrying the code
      And nothing of the device's name is in it

      Examples:
        | name                                   | sender     |
        | a header injection in quoted-printable | D1         |
        | a header injection in a URL's letters  | D1         |
        | a header injection in an encoded word  | D1         |
        | a line end alone                       | D1         |
        | the end of a mail                      | D1         |
        | an address                             | D1         |
        | a header injection                     | the issuer |
        | the end of a mail                      | the issuer |

  Rule: Every mail is one of its own

    @EM-14
    Scenario: A code that is sent again comes in another mail
      Given an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the e-mail
      And they ask for the code again
      Then the latest e-mail carries the code that was issued last
