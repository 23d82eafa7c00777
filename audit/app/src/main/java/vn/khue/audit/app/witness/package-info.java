/** Asks witnesses of other organisations to cosign the ledger's checkpoints (C2SP tlog-witness), and publishes what they signed. */
package vn.khue.audit.app.witness;
