"""边民名册: residents, groups and mandates; the day report and the ledger of 落地加工."""
