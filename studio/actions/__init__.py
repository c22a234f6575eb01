"""The verbs. Every change to a project is a function here, whoever asks for it.

An action validates, changes the store in one transaction with the event inside, and
submits a job where work follows.
"""
