package vn.khue.launcher.card;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.cbor.CborRule;
import vn.khue.ecard.cose.CoseSign1;
import vn.khue.ecard.cose.CoseSign1Reader;
import vn.khue.ecard.credential.CardClaimsReader;
import vn.khue.ecard.device.DeviceProof;
import vn.khue.ecard.qr.CardText;
import vn.khue.ecard.qr.ScannedText;
import vn.khue.pki.CryptoProviders;

/** What a text says, without any judgment of whether it is true. */
public final class CardDecoding {
    private CardDecoding() {}

    /** @return JSON of one line; empty for what is no card */
    public static Optional<String> of(String text) {
        if (!(CardText.read(text, List.of()) instanceof ScannedText.Encoded encoded)) {
            return Optional.empty();
        }
        try {
            ObjectNode line = JsonMapper.shared().createObjectNode();
            line.put("verified", false);
            CoseSign1Reader reader = new CoseSign1Reader(CborRule.DETERMINISTIC, true);
            CoseSign1 message = reader.read(encoded.bytes());
            if (DeviceProof.looksLike(message)) {
                DeviceProof proof = DeviceProof.of(message);
                line.put("timeStep", proof.step());
                message = reader.read(proof.card());
            }
            line.put("bytes", encoded.bytes().length);
            message.header().algorithm().ifPresent(algorithm -> line.put("algorithm", algorithm));
            message.header()
                    .kid()
                    .ifPresent(kid -> line.put("kid", HexFormat.of().formatHex(kid)));
            CardReport.write(
                    new CardClaimsReader(CryptoProviders.fastest()).read(message.payload()), line.putObject("card"));
            return Optional.of(JsonMapper.shared().writeValueAsString(line));
        } catch (EcardException e) {
            return Optional.empty();
        }
    }
}
