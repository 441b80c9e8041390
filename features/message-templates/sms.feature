Feature: The SMS as the phone gets it: every character, in as few parts as it takes, from a sender that is delivered

  Rule: What is written is what is read, in the coding that the SMS declares

    @SM-01 @SM-02 @SM-03
    Scenario Outline: An SMS in <language>
      Given an End User with a phone on file
      And they read <language>
      When they add a card to their wallet and choose the SMS
      Then they receive one SMS carrying the code

      Examples:
        | language |
        | en-US    |
        | de-DE    |
        | pl-PL    |
        | el-GR    |
        | ru-RU    |
        | ar-AE    |
        | he-IL    |
        | hi-IN    |
        | th-TH    |
        | zh-CN    |
        | ja-JP    |

  @simulators
  Rule: A text that needs more than one part is cut between characters, and arrives whole

    @SM-01 @SM-02 @SM-04 @SM-05 @SM-06
    Scenario Outline: <what>
      Given an SMS template with <what>
      And an End User with a phone on file
      When they add a card to their wallet and choose the SMS
      Then they receive one SMS carrying the code
      And it came in <parts> parts

      Examples:
        | what                                      | parts |
        | a long text in the GSM alphabet           | 2     |
        | a euro sign where the first part ends     | 2     |
        | a long text in Cyrillic                   | 2     |
        | an emoji where the first part ends        | 2     |
        | letters with marks where the first part ends | 2  |
        | as many characters as one part holds      | 1     |

  Rule: The sender is one that the networks of the country deliver

    @SM-08 @SM-09 @SM-10
    Scenario Outline: A phone in <country>
      Given an End User with a phone in <country>
      When they add a card to their wallet and choose the SMS
      Then they receive one SMS carrying the code

      Examples:
        | country       |
        | Germany       |
        | Sweden        |
        | North America |
