package vn.khue.signature.decision;

import java.nio.file.Path;
import vn.khue.signature.SignatureFailure;

/**
 * Lays a decision out by Nghị định 30/2020/NĐ-CP, PL I (research/law.md R1.28-R1.30): A4, margins 20/20/30/20 mm, a font with
 * the metrics of Times New Roman embedded, page numbers from page 2, and form fields {@code SoVB} and {@code NgayBH} where the
 * number and the date go later. Stateless.
 */
public final class DecisionLayout {

    /**
     * @param decision words
     * @param target is written whole or not at all
     * @throws SignatureFailure UNREADABLE_PDF where the target cannot be written
     */
    public void write(Decision decision, Path target) throws SignatureFailure {
        throw new UnsupportedOperationException();
    }
}
