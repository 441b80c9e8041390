Feature: The issuer takes notifications

  D1 tells the issuer what became of a card, repeats what it is unsure of, and keeps no order.

  Rule: Every notification is taken, however often, late or out of order it comes

    @RS-11
    Scenario Outline: Of a <subject>: <course>
      When D1 notifies it of a <subject>: <course>
      Then the issuer takes every notification

      Examples:
        | subject      | course                                       |
        | card         | once                                         |
        | card         | twice, word for word                         |
        | card         | again, now as the end                        |
        | card         | the end first, then the beginning            |
        | card         | under an operationId of 64 characters        |
        | digital card | once                                         |
        | digital card | twice, word for word                         |
        | digital card | the end first, then the beginning            |

  Rule: What the issuer does not know is taken, too

    @RS-01
    Scenario Outline: Of a <subject> with <novelty>
      When D1 notifies it of a <subject> with <novelty>
      Then the issuer takes it as usual

      Examples:
        | subject      | novelty                       |
        | card         | an operation invented tomorrow |
        | card         | a status invented tomorrow    |
        | card         | unknown members               |
        | card         | members of the second version |
        | digital card | an operation invented tomorrow |
        | digital card | a status invented tomorrow    |
        | digital card | unknown members               |
