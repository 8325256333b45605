"""Emergency access (nødinnsyn): an employee opens a case without consent, since somebody may come to harm.

It is timed, needs a reason in own words and one of a closed list, shows four parts of the case only, is told
to the person, and is looked at afterwards by the coordinator and by systemansvarlig. It ends by itself.
Sources: forvaltningsloven § 13 b (danger to life or health), helsepersonelloven § 21 a (no reading without a
need), pasientjournalloven § 22 (control afterwards). It is no way round a consent that was refused or withdrawn
for everyday work.
"""
