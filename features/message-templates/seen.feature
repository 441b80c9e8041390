@browser
Feature: The message as the End User sees it, in a real browser

  Scripts and network are off. What nobody can see – white on white, too small, clipped, covered, dark on dark – is
  found by the ink that the code makes: with it and without it, the picture must differ.

  Rule: Code and card are in plain sight on phone and desktop, light and dark

    @EM-15 @EM-16 @EM-17
    Scenario Outline: An e-mail in <language>
      Given an End User with an e-mail address on file
      And they read <language>
      When they add a card to their wallet and choose the e-mail
      Then a picture of the e-mail is kept
      And everybody can see and use it, on phone and desktop, light and dark
      And they receive one e-mail carrying the code

      Examples:
        | language |
        | en-US    |
        | de-DE    |
        | fr-FR    |
        | es-ES    |
        | pt-PT    |
        | pl-PL    |
        | el-GR    |
        | ru-RU    |
        | ar-AE    |
        | he-IL    |
        | hi-IN    |
        | th-TH    |
        | zh-CN    |
        | ja-JP    |
        | ko-KR    |

  Rule: An SMS is shown in the reader's script, the right way round

    @SM-01 @SM-11
    Scenario Outline: An SMS in <language>
      Given an End User with a phone on file
      And they read <language>
      When they add a card to their wallet and choose the SMS
      Then a picture of the SMS is kept
      And no letter of it is a box
      And they receive one SMS carrying the code

      Examples:
        | language |
        | en-US    |
        | de-DE    |
        | fr-FR    |
        | es-ES    |
        | pt-PT    |
        | pl-PL    |
        | el-GR    |
        | ru-RU    |
        | ar-AE    |
        | he-IL    |
        | hi-IN    |
        | th-TH    |
        | zh-CN    |
        | ja-JP    |
        | ko-KR    |
