package vn.khue.bench.gate;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import vn.khue.bench.BenchException;
import vn.khue.directory.ldap.LdapListings;
import vn.khue.directory.listing.ListingPage;
import vn.khue.directory.listing.Listings;
import vn.khue.directory.listing.PageToken;
import vn.khue.directory.listing.Selection;

/** Our gate with so many people in its directory and in its database, and who signs in and lists there. Not thread-safe. */
final class SizedGate implements AutoCloseable {
    private static final String PASSWORD = "mot cau dai de nho 2026";
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private final int people;
    private final Surroundings around;
    private final KeycloakServer keycloak;
    private final Side side;
    private final LdapListings listings;
    private final PageToken names;
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * @param people at least one
     * @param concurrency how many sign in at once
     */
    SizedGate(
            Path folder,
            int people,
            int concurrency,
            Distribution distribution,
            EmbeddedPostgres postgres,
            FreePorts ports)
            throws IOException, SQLException {
        this.people = people;
        Files.createDirectories(folder);
        String database = "people" + people;
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
        around = new Surroundings(folder, people, ports);
        keycloak = new KeycloakServer(
                Files.createDirectory(folder.resolve("gate")),
                distribution.zip(),
                distribution.providers(),
                postgres.getJdbcUrl("postgres", database),
                new HashMap<>(around.environment()),
                List.of(),
                ports);
        App app = new OurRealm(keycloak, around).make(1, PASSWORD);
        new Population(postgres.getDatabase("postgres", database)).grow(0, 1, people);
        List<String> names = new ArrayList<>(
                IntStream.range(0, people).mapToObj(Surroundings::username).toList());
        Collections.shuffle(names, new Random(people));
        side = new Side(keycloak, app, names, PASSWORD, concurrency);
        listings = new LdapListings(around.directory());
        ListingPage first = listings.open(Selection.everyone(LocalDate.of(2026, 11, 27)));
        if (first.total() <= people) {
            throw new BenchException("expected " + people + " pupils and their teacher listed, found " + first.total());
        }
        this.names = first.token();
    }

    Side side() {
        return side;
    }

    Surroundings around() {
        return around;
    }

    /** Milliseconds for a page of everybody by name, as our pages list them. */
    double pageOfNames(Random lot) {
        int page = 1 + lot.nextInt(Math.max(1, people / Listings.PAGE_SIZE));
        long began = System.nanoTime();
        if (listings.page(new PageToken(names.listing(), page)).people().isEmpty()) {
            throw new BenchException("expected people on page " + page + ", found none");
        }
        return (System.nanoTime() - began) / 1e6;
    }

    /** Milliseconds in which Keycloak's own administration finds somebody by login name. */
    double foundInAdministration(String token, Random lot) throws IOException {
        return administration(token, "exact=true&username=" + Surroundings.username(lot.nextInt(people)), 1);
    }

    /** Milliseconds for the first page of Keycloak's own list of users. */
    double listInAdministration(String token) throws IOException {
        return administration(token, "first=0&max=20&briefRepresentation=true", 20);
    }

    private double administration(String token, String query, int expected) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(keycloak.url() + "/admin/realms/khue/users?" + query))
                .header("Authorization", "Bearer " + token)
                .build();
        long began = System.nanoTime();
        String answer = send(request);
        double millis = (System.nanoTime() - began) / 1e6;
        int found = answer.split("\"username\"", -1).length - 1;
        if (found != expected) {
            throw new BenchException("expected " + expected + " users for " + query + ", found " + found);
        }
        return millis;
    }

    /** A token of Keycloak's administrator; valid for a minute. */
    String administrator() throws IOException {
        String answer =
                send(HttpRequest.newBuilder(URI.create(keycloak.url() + "/realms/master/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=password&client_id=admin-cli&username="
                                + KeycloakServer.ADMINISTRATOR + "&password=" + KeycloakServer.PASSWORD))
                        .build());
        Matcher token = TOKEN.matcher(answer);
        if (!token.find()) {
            throw new BenchException("expected a token for the administrator, found none");
        }
        return token.group(1);
    }

    private String send(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new BenchException(
                        "expected 200 of " + request.uri() + ", found " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        listings.close();
        side.close();
        keycloak.close();
        around.close();
    }
}
