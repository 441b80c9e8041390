Feature: Everybody gets the message in their own language, in whatever script

  What the templates say is judged as files in templates.feature; here it is sent, captured and read. The SMS of the other
  languages travel in sms.feature.

  Rule: An SMS in each language the issuer has templates for

    @OC-01 @OC-03 @OC-04 @OC-06 @OC-07 @PM-01 @TP-11 @SM-01
    Scenario Outline: An SMS in <language>
      Given an End User with a phone and an e-mail address on file
      And they read <language>
      When they add a card to their wallet and choose the SMS
      Then they receive one SMS carrying the code
      And it is written in <language>
      And typing the code activates the card

      Examples:
        | language |
        | es-MX    |
        | fr-FR    |
        | ko-KR    |
        | pt-PT    |

  Rule: An e-mail in each, from right to left where it is written so

    @OC-01 @OC-03 @OC-04 @OC-06 @PM-01 @TP-11 @EM-05 @EM-06 @EM-09 @EM-12
    Scenario Outline: An e-mail in <language>
      Given an End User with a phone and an e-mail address on file
      And they read <language>
      When they add a card to their wallet and choose the e-mail
      Then they receive one e-mail carrying the code
      And it is written in <language>
      And typing the code activates the card

      Examples:
        | language |
        | ar-EG    |
        | de-AT    |
        | el-GR    |
        | en-US    |
        | es-ES    |
        | fr-FR    |
        | he-IL    |
        | hi-IN    |
        | ja-JP    |
        | ko-KR    |
        | pl-PL    |
        | pt-PT    |
        | ru-RU    |
        | th-TH    |
        | zh-CN    |
