"""What stands on paper: plan, minutes, invitation, consent form, decision and booklet, as PDF.

Each is data set into a template by typst, archivable and readable by machine (PDF/A-2a and PDF/UA-1).
What people wrote reaches the template as data, never as code. A document shows what the one who asks
for it may see, no more; its title says what it is, never whom it is about (law 10 of the house). The
words of enumerations stand in `words`, for pages as well. Source: law 1.2 (what a plan holds),
L-CO-19 (consent), L-KL-01 (the right to complain), S3-028 and S3-040 (invitation and minutes).
"""
