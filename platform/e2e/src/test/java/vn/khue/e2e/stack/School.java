package vn.khue.e2e.stack;

import java.net.http.HttpClient;
import org.junit.jupiter.api.extension.ExtensionContext;
import vn.khue.district.District;
import vn.khue.district.Scale;
import vn.khue.launcher.demo.CertificateOffice;
import vn.khue.launcher.demo.DocumentDesk;
import vn.khue.launcher.demo.Member;

/** The demo's school, ready to sign: certificates and pictures are there. Made once for all tests. */
public final class School {
    private final KhueStack khue;
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private School(KhueStack khue) {
        this.khue = khue;
        CertificateOffice office = new CertificateOffice(
                khue.signing(), member("principal"), member("clerk"), member("registration-officer"));
        office.certificates();
        office.pictures(new District(District.DEMO_SEED, Scale.ONE_SCHOOL).cast());
    }

    /** The one school of this test run. */
    public static School of(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(School.class))
                .computeIfAbsent(School.class, type -> new School(KhueStack.of(context)), School.class);
    }

    /** Somebody of the school at a browser of their own, without pictures or script. */
    public Member member(String role) {
        return new Member(khue.person(role), client, "vi", khue.codes());
    }

    /** Hands a document in for the principal; gives its address. */
    public String submit(String title, byte[] pdf) {
        DocumentDesk desk = new DocumentDesk(khue.signing(), member("teacher"), member("principal"), member("clerk"));
        return desk.submit(title, "van-ban.pdf", pdf);
    }
}
