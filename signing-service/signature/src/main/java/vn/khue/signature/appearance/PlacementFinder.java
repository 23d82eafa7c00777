package vn.khue.signature.appearance;

import java.nio.file.Path;
import java.util.Optional;
import vn.khue.signature.SignatureFailure;

/**
 * Finds the place of the person's signature image: centred between the title line and the name line of the signer (Nghị định
 * 30/2020/NĐ-CP, PL I, II.7.đ), by the positions of the text on the last pages. Stateless.
 */
public final class PlacementFinder {

    /**
     * @param pdf a file that the intake accepted
     * @param lines the signer's two lines
     * @param image whose shape the box takes; at most 45 mm wide and 20 mm high
     * @return the box, or empty where the two lines are not found one above the other on one of the last five pages
     * @throws SignatureFailure UNREADABLE_PDF
     */
    public Optional<PageBox> find(Path pdf, SignerLines lines, PersonSignatureImage image) throws SignatureFailure {
        throw new UnsupportedOperationException();
    }
}
