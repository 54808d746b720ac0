package io.dataops.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The page in a real browser. Skipped where Chromium and its driver are not installed; {@code -Ddataops.screenshots=DIR} keeps
 * pictures.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BrowserTest {
    private static final String HOSTILE =
            "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">";

    private ChromeDriver browser;

    @BeforeAll
    void start(@TempDir Path profile) {
        Path chromium = first("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
        Path driver = first("/usr/bin/chromedriver");
        assumeTrue(
                Files.isExecutable(chromium) && Files.isExecutable(driver),
                "Chromium and chromedriver are not installed");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions().setBinary(chromium.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", logs);
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.toFile())
                        .build(),
                options);
    }

    private static Path first(String... candidates) {
        return Stream.of(candidates)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of(candidates[0]));
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.quit();
        }
    }

    private void open(Report report, Path folder, int width) throws IOException {
        browser.manage().window().setSize(new Dimension(width, 1_000));
        browser.get(report.writeHtml(folder.resolve("report.html")).toUri().toString());
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    }

    private Object script(String code) {
        return ((JavascriptExecutor) browser).executeScript(code);
    }

    private void picture(String name) throws IOException {
        String folder = System.getProperty("dataops.screenshots", "");
        if (!folder.isEmpty()) {
            long height = (Long) script("return document.documentElement.scrollHeight");
            Dimension before = browser.manage().window().getSize();
            browser.manage().window().setSize(new Dimension(before.getWidth(), (int) Math.min(9_000, height + 200)));
            Files.write(Path.of(folder).resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
            browser.manage().window().setSize(before);
        }
    }

    @Test
    void chartsAreThereAtAnySizeAndWidth(@TempDir Path folder) throws IOException {
        for (int width : new int[] {1_440, 390}) {
            for (int assets : new int[] {40, 1_000}) {
                open(Samples.full(assets, assets / 2), folder, width);
                assertThat(browser.findElements(By.cssSelector(".chart canvas")))
                        .hasSize(4);
                long overflow = (Long) script("return document.documentElement.scrollWidth - window.innerWidth");
                assertThat(overflow).as("%d assets at %d", assets, width).isLessThanOrEqualTo(0);
                picture("report-" + assets + "-" + width);
            }
        }
    }

    @Test
    void searchFindsByName(@TempDir Path folder) throws IOException {
        open(Samples.full(1_000, 500), folder, 1_440);
        WebElement find = browser.findElement(By.id("find"));
        find.sendKeys("ASSET_777", Keys.ENTER);
        assertThat(browser.findElement(By.id("found")).getText()).isEqualTo("1 match");
        List<WebElement> rows = browser.findElements(By.cssSelector("#impact tbody tr.hit"));
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).isDisplayed()).isTrue();
        assertThat(browser.switchTo().activeElement().getText()).contains("asset_777");
        find.clear();
        find.sendKeys(" ", Keys.BACK_SPACE);
        assertThat(browser.findElements(By.cssSelector("tr.hit"))).isEmpty();
    }

    @Test
    void detailIsOnDemandAndByKeyboard(@TempDir Path folder) throws IOException {
        open(Samples.full(1_000, 500), folder, 1_440);
        WebElement each = browser.findElement(By.cssSelector("#impact-tools button"));
        assertThat(each.getText()).isEqualTo("Show each of the 1000 assets");
        each.sendKeys(Keys.ENTER);
        assertThat(each.getText()).isEqualTo("Show groups by layer and distance");
        WebElement more = browser.findElement(By.cssSelector("#impact details > button"));
        long before = displayedRows();
        more.sendKeys(Keys.SPACE);
        assertThat(displayedRows()).isEqualTo(1_000).isGreaterThan(before);
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
        picture("report-each");
    }

    private long displayedRows() {
        return (Long) script("return Array.from(document.querySelectorAll('#impact details:first-of-type tbody tr'))"
                + ".filter(r => r.offsetParent !== null).length");
    }

    @Test
    void hostileNamesShowAsText(@TempDir Path folder) throws IOException {
        open(Samples.hostile(HOSTILE), folder, 1_440);
        assertThat(browser.getTitle()).isEqualTo(HOSTILE);
        assertThat(browser.findElement(By.cssSelector("#impact tbody th")).getText())
                .isEqualTo(HOSTILE);
        assertThat(browser.findElements(By.cssSelector("img"))).isEmpty();
        assertThat(browser.findElements(By.tagName("script"))).hasSize(3);
        open(Samples.hostile("x".repeat(10_000)), folder, 390);
        assertThat((Long) script("return document.documentElement.scrollWidth - window.innerWidth"))
                .isLessThanOrEqualTo(0);
        open(Samples.hostile("\u202Egnp.exe\u0000"), folder, 1_440);
        assertThat(browser.findElement(By.cssSelector("#impact tbody th")).getText())
                .doesNotContain("\u202E");
    }

    @Test
    void darkAndPrintAreDrawnAfresh(@TempDir Path folder) throws IOException {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        open(Samples.full(40, 20), folder, 1_440);
        assertThat(script("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(20, 23, 26)");
        picture("report-dark");
        script("window.dispatchEvent(new Event('beforeprint')); window.dispatchEvent(new Event('afterprint'))");
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    }
}
