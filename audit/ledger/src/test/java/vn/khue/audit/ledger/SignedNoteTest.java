package vn.khue.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SignedNoteTest {

    /** The sample of Go's sumdb/note documentation, signed by that implementation. */
    private static final String FOREIGN_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String FOREIGN_TEXT = "If you think cryptography is the answer to your problem,\n"
            + "then you don't know what your problem is.\n";
    private static final String FOREIGN_NOTE = FOREIGN_TEXT + "\n\u2014 PeterNeumann"
            + " x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    @Test
    void opensANoteThatAnotherImplementationSigned() {
        assertThat(SignedNote.open(FOREIGN_NOTE, LogPublicKey.parse(FOREIGN_KEY)))
                .isEqualTo(FOREIGN_TEXT);
    }

    @Test
    void refusesEachChangedCharacterOfTheText() {
        LogPublicKey key = LogPublicKey.parse(FOREIGN_KEY);
        for (int i = 0; i < FOREIGN_TEXT.length(); i++) {
            char[] changed = FOREIGN_NOTE.toCharArray();
            changed[i] ^= 1;
            assertThatThrownBy(() -> SignedNote.open(new String(changed), key)).isInstanceOf(LedgerException.class);
        }
    }

    @Test
    void signsTheSameTextTheSameWayAndPassesOverWitnesses() {
        LogKey key = TestKeys.fresh();
        String note = SignedNote.sign("a\n0\nx\n", key);
        assertThat(SignedNote.sign("a\n0\nx\n", key)).isEqualTo(note);
        String witnessed = note + "\u2014 witness.example " + "AAAA".repeat(10) + "\n";
        assertThat(SignedNote.open(witnessed, key.publicKey())).isEqualTo("a\n0\nx\n");
        assertThatThrownBy(() -> SignedNote.open(note, TestKeys.fresh().publicKey()))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("expected a valid signature");
    }

    @Test
    void aKeyTextWhoseHashIsNotItsOwnIsRefused() {
        assertThatThrownBy(() -> LogPublicKey.parse(FOREIGN_KEY.replace("c74f20a3", "c74f20a4")))
                .isInstanceOf(LedgerException.class);
        assertThatThrownBy(() -> LogPublicKey.parse("PeterNeumann+c74f20a3")).isInstanceOf(LedgerException.class);
        assertThat(LogPublicKey.parse(FOREIGN_KEY).vkey()).isEqualTo(FOREIGN_KEY);
    }
}
