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
        | what                                          | parts |
        | a long text in the GSM alphabet               | 2     |
        | a euro sign where the first part ends         | 2     |
        | a long text in Cyrillic                       | 2     |
        | an emoji where the first part ends            | 2     |
        | a letter with marks where the first part ends | 2     |
        | an emoji of several where the first part ends | 2     |
        | as many characters as one part holds          | 1     |
        | as many units as one part holds               | 1     |
        | a code that ends with the first part          | 2     |
        | a code that begins the second part            | 2     |

  @simulators
  Rule: Parts make one message, however the network hands them over

    @SM-01 @SM-02 @SM-04
    Scenario Outline: Parts that come <how>
      Given an SMS template with a long text in <script>
      And a network that hands its parts over <how>
      And an End User with a phone on file
      When they add a card to their wallet and choose the SMS
      Then they receive one SMS carrying the code
      And it came in 2 parts

      Examples:
        | how                       | script           |
        | the last part first       | the GSM alphabet |
        | the last part first       | Cyrillic         |
        | the first part twice      | the GSM alphabet |
        | counted by 16 bits        | the GSM alphabet |
        | counted by 16 bits        | Cyrillic         |
        | placed by SMPP parameters | the GSM alphabet |

  @simulators
  Rule: Where the phones know a language's own tables, its letters need no UCS-2

    @SM-01 @SM-02 @SM-04 @SM-05
    Scenario Outline: <text> by national tables
      Given an SMS template with a <text>
      And phones that know the <tables> tables
      And an End User with a phone on file
      When they add a card to their wallet and choose the SMS
      Then they receive one SMS carrying the code
      And it came in <parts> parts

      Examples:
        | text                      | tables     | parts |
        | long text in Turkish      | Turkish    | 1     |
        | long text in Spanish      | Spanish    | 1     |
        | long text in Portuguese   | Portuguese | 1     |
        | very long text in Turkish | Turkish    | 2     |
        | long text in Turkish      | Spanish    | 2     |

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
