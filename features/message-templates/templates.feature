Feature: The issuer's templates make the right message, whatever the code and the language

  Background:
    When the issuer's templates are read

  Rule: They can be used, for every channel and language

    @TP-13
    Scenario: D1 can fill in every template
      Then each can be used

    @TP-01 @EM-04
    Scenario: Nobody is left without a message
      Then there is one for every channel and language

  Rule: They ask D1 for the code and the last four digits, and for nothing else

    @TP-02
    Scenario: The code is there, once
      Then each part has the code once

    @TP-03 @PM-01
    Scenario: The card is named by its last four digits
      Then each part has the card's last four digits once

    @TP-04
    Scenario: Nothing else is asked for
      Then there is no other placeholder

    @TP-06
    Scenario: Nothing of a card stands in them already
      Then no card data stands in them

    @EM-10
    Scenario: The subject keeps the code to itself
      Then no subject has the code

  Rule: The End User knows what it is about, and what to do with it

    @TP-07
    Scenario: It says that a card is being added to a wallet
      Then they say what the code is for

    @TP-08
    Scenario: It says that the code is nobody else's
      Then they ask to keep it secret

    @TP-09
    Scenario: A validity that is stated is true
      Then they state no validity but the network's

    @TP-10
    Scenario: It leads nowhere
      Then no SMS has a link

    @TP-14 @EM-05
    Scenario: Both parts of an e-mail say the same
      Then text and HTML say the same

  Rule: It arrives whole, and the code can be read and filled in

    @SM-03 @SM-07
    Scenario: One part, with the longest code a network may issue
      Then every SMS fits into one part, whatever the code

    @SM-08
    Scenario: A sender that is delivered as it is
      Then the sender is one that networks deliver

    @OC-03 @OC-06
    Scenario: The code stands alone and the right way round
      Then nothing touches the code or turns it round

    @OC-04 @OC-07
    Scenario: A phone fills in the code, and nothing else
      Then nothing could be taken for the code

    @OC-08
    Scenario: The line for machines names the issuer's own host
      Then a machine-readable last line names the issuer

    @EM-08
    Scenario: An e-mail does nothing by itself
      Then the HTML runs nothing and fetches nothing

    @EM-09
    Scenario: An e-mail hides nothing
      Then the HTML hides nothing
