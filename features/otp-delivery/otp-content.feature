Feature: The code arrives exactly as the network made it

  A network may issue codes of 1 to 32 digits or letters. Whoever sends the message copies the code; they never
  reformat it, pad it or read it as a number.

  Rule: Any code a network may issue reaches the End User unchanged

    @OC-01 @OC-02 @OC-03 @OC-05
    Scenario Outline: A code of <code>, sent by <sender> as <channel>
      Given an issuer whose messages are sent by <sender>
      And a network that issues codes of <code>
      And an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the <channel>
      Then they receive one <channel> carrying the code

      Examples:
        | code                             | sender     | channel |
        | 4 digits                         | D1         | SMS     |
        | 4 digits                         | D1         | e-mail  |
        | 6 digits                         | D1         | SMS     |
        | 6 digits                         | D1         | e-mail  |
        | 8 digits                         | D1         | SMS     |
        | 8 digits                         | D1         | e-mail  |
        | 8 letters and digits             | D1         | SMS     |
        | 8 letters and digits             | D1         | e-mail  |
        | 32 letters and digits            | D1         | SMS     |
        | 32 letters and digits            | D1         | e-mail  |
        | 6 digits, three leading zeros    | D1         | SMS     |
        | 6 digits, three leading zeros    | D1         | e-mail  |
        | nothing but zeros                | D1         | SMS     |
        | a number in scientific notation  | D1         | SMS     |
        | a number in scientific notation  | D1         | e-mail  |
        | a single digit                   | D1         | SMS     |
        | 4 digits                         | the issuer | SMS     |
        | 8 digits                         | the issuer | e-mail  |
        | 8 letters and digits             | the issuer | SMS     |
        | 8 letters and digits             | the issuer | e-mail  |
        | 32 letters and digits            | the issuer | SMS     |
        | 6 digits, three leading zeros    | the issuer | SMS     |
        | 6 digits, three leading zeros    | the issuer | e-mail  |
        | a number in scientific notation  | the issuer | SMS     |

  Rule: The code is easy to find and stays itself in every script

    @OC-01 @OC-03 @OC-04 @OC-06 @OC-07 @OC-08 @TP-11 @SM-01 @SM-10
    Scenario Outline: An SMS in <language>, <sender> sends
      Given an issuer whose messages are sent by <sender>
      And an End User with a phone and an e-mail address on file
      And they read <language>
      When they add a card to their wallet and choose the SMS
      Then they receive one SMS carrying the code
      And it is written in <language>
      And typing the code activates the card

      Examples:
        | language | sender     |
        | en-US    | D1         |
        | fr-FR    | D1         |
        | de-DE    | D1         |
        | es-ES    | D1         |
        | ar-JO    | D1         |
        | he-IL    | D1         |
        | zh-CN    | D1         |
        | hi-IN    | D1         |
        | fr-FR    | the issuer |
        | he-IL    | the issuer |
        | zh-CN    | the issuer |

    @OC-01 @OC-03 @OC-04 @OC-06 @TP-11 @EM-01 @EM-02 @EM-03 @EM-04 @EM-05 @EM-06 @EM-07 @EM-08 @EM-09 @EM-10 @EM-11 @EM-12 @EM-13 @DZ-16 @SE-11
    Scenario Outline: An e-mail in <language>, <sender> sends
      Given an issuer whose messages are sent by <sender>
      And an End User with a phone and an e-mail address on file
      And they read <language>
      When they add a card to their wallet and choose the e-mail
      Then they receive one e-mail carrying the code
      And it is written in <language>
      And typing the code activates the card

      Examples:
        | language | sender     |
        | en-GB    | D1         |
        | fr-CA    | D1         |
        | ar-JO    | D1         |
        | zh-CN    | D1         |
        | de-DE    | the issuer |
        | ar-JO    | the issuer |

    @TP-11
    Scenario: A language without templates of its own gets the default
      Given an End User with a phone and an e-mail address on file
      And they read sw-KE
      When they add a card to their wallet and choose the SMS
      Then they receive one SMS carrying the code
      And it is written in the default language

  Rule: What outsiders name their device or their shop never reaches the message

    @SE-10 @TP-05 @OC-04
    Scenario Outline: A device that calls itself <name>, <sender> sends
      Given an issuer whose messages are sent by <sender>
      And an End User with a phone and an e-mail address on file
      And their device calls itself <name>
      When they add a card to their wallet and choose the <channel>
      Then they receive one <channel> carrying the code
      And nothing of the device's name is in it

      Examples:
        | name                 | channel | sender     |
        | a false code         | SMS     | D1         |
        | a placeholder        | SMS     | D1         |
        | HTML                 | e-mail  | D1         |
        | a header injection   | e-mail  | D1         |
        | an origin-bound line | SMS     | D1         |
        | a false code         | e-mail  | the issuer |
        | an origin-bound line | SMS     | the issuer |
