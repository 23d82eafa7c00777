package vn.khue.sso.badge;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import vn.khue.sso.server.LoginUnderWay;

/** What a browser calls outside the login flow, and, below {@code /admin}, what the school console calls. */
public final class BadgeResource {
    private static final String DEVICE_PAGE = "khue-device.ftl";
    static final String DEVICE_COOKIE = "KHUE_DEVICE";
    private static final int DEVICE_SECONDS = (int) Duration.ofDays(365).toSeconds();

    private final KeycloakSession session;

    BadgeResource(KeycloakSession session) {
        this.session = session;
    }

    /** From the password page to the badge page of the same login. */
    @GET
    @Path("start")
    public Response start(
            @QueryParam("client_id") String clientId,
            @QueryParam("tab_id") String tabId,
            @QueryParam("client_data") String clientData) {
        return LoginUnderWay.otherWay(session, BadgeChosen.NOTE, clientId, tabId, clientData);
    }

    /** The page on which the code of a device is typed, on that device. */
    @GET
    @Path("device")
    public Response devicePage() {
        return page(Optional.empty(), Response.Status.OK);
    }

    private Response page(Optional<Boolean> enrolled, Response.Status status) {
        LoginFormsProvider form = session.getProvider(LoginFormsProvider.class);
        form.setAttribute("enrolled", enrolled.orElse(false));
        if (enrolled.filter(done -> !done).isPresent()) {
            form.setError("deviceRefusedMessage");
        }
        return Response.fromResponse(form.createForm(DEVICE_PAGE))
                .status(status)
                .build();
    }

    /** Whether a person looks at the answer, and no program. */
    private boolean inBrowser() {
        return session.getContext().getRequestHeaders().getAcceptableMediaTypes().stream()
                .anyMatch(MediaType.TEXT_HTML_TYPE::equals);
    }

    /** Makes the browser that sends the code an enrolled device: once, and only while the code is good. */
    @POST
    @Path("device")
    public Response device(@FormParam("code") String typed) {
        BadgeOffice office = BadgeOffice.of(session);
        Optional<String> cookie = PresentedBadge.of(typed)
                .filter(presented -> presented.kind() == PresentedBadge.Kind.CODE)
                .flatMap(presented -> office.at(desk -> desk.places.claim(
                        presented.text(), office.shared().clock().instant())));
        if (cookie.isEmpty()) {
            return inBrowser()
                    ? page(Optional.of(false), Response.Status.FORBIDDEN)
                    : Response.status(Response.Status.FORBIDDEN).build();
        }
        Response answer = inBrowser()
                ? page(Optional.of(true), Response.Status.OK)
                : Response.noContent().build();
        return Response.fromResponse(answer)
                .cookie(new NewCookie.Builder(new Cookie.Builder(DEVICE_COOKIE)
                                .value(cookie.get())
                                .path("/realms/"
                                        + session.getContext().getRealm().getName() + "/")
                                .build())
                        .maxAge(DEVICE_SECONDS)
                        .secure(true)
                        .httpOnly(true)
                        .sameSite(NewCookie.SameSite.LAX)
                        .build())
                .build();
    }

    @Path("admin")
    public BadgeAdministration administration() {
        return new BadgeAdministration(session);
    }
}
