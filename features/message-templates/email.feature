Feature: The e-mail as a reader gets it

  Rule: Every mail is one of its own

    @EM-14
    Scenario: A code that is sent again comes in another mail
      Given an End User with a phone and an e-mail address on file
      When they add a card to their wallet and choose the e-mail
      And they ask for the code again
      Then the latest e-mail carries the code that was issued last
