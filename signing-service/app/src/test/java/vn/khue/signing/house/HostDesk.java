package vn.khue.signing.house;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.directory.Position;

/** Those who deal with certificates of hosts, each signed in, and the steps that many tests need. */
public final class HostDesk {
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** One person with a browser and a page to take the form token from. */
    public record Clerk(Member member, Browser browser, Browser.Page page) {
        public Answer post(String path, String body) {
            return Answer.of(browser.json(page, path, body));
        }

        public Answer post(String path) {
            return post(path, "{}");
        }

        public Answer get(String path) {
            return Answer.of(browser.json(path));
        }
    }

    /** What came back. */
    public record Answer(int status, JsonNode json, HttpResponse<byte[]> http) {
        public static Answer of(HttpResponse<byte[]> http) {
            String text = new String(http.body(), StandardCharsets.UTF_8);
            return new Answer(
                    http.statusCode(), JSON.readTree(text.startsWith("{") || text.startsWith("[") ? text : "{}"), http);
        }

        public String text(String name) {
            return json.path(name).asString("");
        }

        /** Last part of the problem's type. */
        public String problem() {
            return text("type").replace("urn:khue:problem:signing.", "");
        }
    }

    private final SigningHouse house;
    public final Clerk schoolIt;
    public final Clerk registration;
    public final Clerk ca;
    public final Clerk secondCa;
    public final Clerk security;

    public HostDesk(SigningHouse house) {
        this.house = house;
        School school = house.school();
        this.schoolIt = clerk(school.schoolIt());
        this.registration = clerk(school.officer());
        this.ca = appointed("Phan Văn Cấp", Position.CAN_BO_CA);
        this.secondCa = appointed("Tô Thị Cấp", Position.CAN_BO_CA);
        this.security = appointed("Hồ Văn Canh", Position.AN_NINH);
    }

    /** Somebody of the office with this position. */
    public Clerk appointed(String name, Position position) {
        return clerk(School.member(house.writer(), "may." + MADE.incrementAndGet(), name, position, School.OFFICE));
    }

    public Clerk clerk(Member member) {
        Browser browser = house.as(member);
        return new Clerk(member, browser, browser.get("/certificates"));
    }

    /** A host name that no test has used. */
    public static String newName() {
        return "may-" + MADE.incrementAndGet() + ".thcs-thi-tran-2.edu.vn";
    }

    public static String request(String id) {
        return "/service-certificates/requests/" + id;
    }

    /** A request with this key, as far as the first state. */
    public String requested(HostKey key, String... names) {
        return made(schoolIt.post("/service-certificates/requests", "{\"csr\":" + key.json(names) + "}"));
    }

    /** The same, approved. */
    public String approved(HostKey key, String... names) {
        String id = requested(key, names);
        require(registration.post(request(id) + "/approve"), 200);
        return id;
    }

    /** The same, issued. */
    public Answer issued(HostKey key, String... names) {
        return require(ca.post(request(approved(key, names)) + "/issue"), 200);
    }

    /** An approved request whose host has not sent its key. */
    public String awaitingKey(String name) {
        String id = made(schoolIt.post("/service-certificates/requests", "{\"names\":[\"" + name + "\"]}"));
        require(registration.post(request(id) + "/approve"), 200);
        return id;
    }

    private static String made(Answer answer) {
        return require(answer, 201).text("id");
    }

    public static Answer require(Answer answer, int status) {
        if (answer.status() != status) {
            throw new AssertionError("expected " + status + ", found " + answer.status() + " " + answer.json());
        }
        return answer;
    }
}
