package vn.khue.signing.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.Test;

class NameTextTest {
    @Test
    void nobodyHasToReadNumbersAndHexadecimal() throws Exception {
        X500Principal name = new X500Principal(new X500NameBuilder()
                .addRDN(BCStyle.C, "VN")
                .addRDN(BCStyle.O, "Trường Tân Thông Hội")
                .addRDN(BCStyle.ORGANIZATION_IDENTIFIER, "KH:VN-thcs-tan-thong-hoi")
                .addRDN(BCStyle.UID, "0b0e7f3c")
                .build()
                .getEncoded());
        assertThat(NameText.of(name))
                .isEqualTo("UID=0b0e7f3c,organizationIdentifier=KH:VN-thcs-tan-thong-hoi,O=Trường Tân Thông Hội,C=VN");
    }
}
