"""Reading requests: the ledger, the workload, what is alike elsewhere, what many ask for."""
