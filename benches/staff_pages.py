"""Pages of staff over a large store: how long they take, how large they are, what 1,000 views keep in memory, and how long somebody who answers
waits meanwhile. python3 benches/staff_pages.py [--program target/release/verbond] [--cases 33000] [--occasions 3]"""

import argparse
import http.client
import re
import subprocess
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "correct horse battery"


def answers(cases, occasions):
    """A file of answers in which each case answered at several occasions."""
    lines = (ROOT / "tests/data/alliance-monitor.csv").read_text().splitlines()
    head = lines[0].split(",")
    case, occasion, informant = (head.index(name) for name in ("case", "occasion", "informant"))
    rows = [line.split(",") for line in lines[1:]]
    rows = [row for row in rows if len(row) == len(head) and row[informant] == "client"]
    yield lines[0]
    for number in range(cases):
        for which in range(occasions):
            row = list(rows[(number * 7 + which) % len(rows)])
            row[case], row[occasion] = f"k-{number:06}", str(which + 1)
            yield ",".join(row)


class Browser:
    def __init__(self, address):
        self.address, self.cookies = address, {}

    def ask(self, method, path, **form):
        connection = http.client.HTTPConnection(self.address, timeout=120)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, urllib.parse.urlencode(form), headers)
        answer = connection.getresponse()
        for cookie in answer.headers.get_all("set-cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        body = answer.read().decode()
        connection.close()
        assert answer.status in (200, 303), (answer.status, path)
        return body

    def field(self, path, name):
        return re.search(f'name="{name}" value="([^"]*)"', self.ask("GET", path)).group(1)

    def send(self, path, page, **form):
        """Sends a form of a page, with what that page hides in it."""
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', self.ask("GET", page)))
        return self.ask("POST", path, **{**hidden, **form})


def timed(work):
    begun = time.perf_counter()
    result = work()
    return (time.perf_counter() - begun) * 1000, result


def memory(process):
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024


def views(browser, path, count):
    times = sorted(timed(lambda: browser.ask("GET", path))[0] for _ in range(count))
    return f"median {times[count // 2]:.0f} ms, slowest {times[-1]:.0f} ms"


def at_once(browser, path, count):
    times = []
    threads = [threading.Thread(target=lambda: times.append(timed(lambda: browser.ask("GET", path))[0])) for _ in range(count)]
    for thread in threads:
        thread.start()
    return threads, times


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default="target/release/verbond")
    parser.add_argument("--cases", type=int, default=33_000)
    parser.add_argument("--occasions", type=int, default=3)
    wanted = parser.parse_args()
    program = str((ROOT / wanted.program).resolve())
    with tempfile.TemporaryDirectory() as folder:
        store, file = f"{folder}/s.sqlite", Path(folder, "answers.csv")
        file.write_text("\n".join(answers(wanted.cases, wanted.occasions)))
        of_store = [program, "store", "--store", store]
        took, _ = timed(lambda: subprocess.run([*of_store, "import", "alliance-monitor", str(file)], cwd=ROOT, check=True))
        print(f"imported {wanted.cases * wanted.occasions} administrations in {took / 1000:.0f} s")
        staff = [*of_store, "staff", "ada", "--role", "administrator"]
        subprocess.run(staff, input=f"{PASSWORD}\n", text=True, cwd=ROOT, check=True)
        serve = [program, "serve", "--listen", "127.0.0.1:0", "--store", store, "--instruments", "instruments/alliance-monitor"]
        server = subprocess.Popen(serve, cwd=ROOT, stderr=subprocess.PIPE, text=True)
        try:
            address = re.search(r"http://(\S+)", server.stderr.readline()).group(1)
            measure(server, address)
        finally:
            server.terminate()
            server.wait()


def measure(server, address):
    ada, client = Browser(address), Browser(address)
    ada.send("/office/login", "/office/login", name="ada", password=PASSWORD)
    begun = time.perf_counter()
    print(f"list while all cases are looked at: {timed(lambda: ada.ask('GET', '/office/cases'))[0]:.0f} ms")
    while "<section" not in ada.ask("GET", "/office/team"):
        time.sleep(0.2)
    print(f"all cases were looked at after {time.perf_counter() - begun:.1f} s")
    print(f"first look at the team: {timed(lambda: ada.ask('GET', '/office/team'))[0]:.0f} ms")
    for path in ("/office/cases", "/office/cases?part=fine&page=100", "/office/cases?find=1234", "/office/team", "/office/cases/k-000017"):
        print(f"{path}: {views(ada, path, 20)}, {len(ada.ask('GET', path)) / 1000:.0f} kB")
    form = dict(case="c-1", measure="alliance-monitor@0.3.0 client en", occasion="1")
    ada.send("/office/cases", "/office/cases", **form)
    code = re.search(r'class="code">(\d+)', ada.ask("GET", "/office/code/c-1")).group(1)
    client.send("/", "/", code=code)

    def answer(value):
        return client.send("/ask", "/ask?item=plain", do="next", answer=value)

    alone = max(timed(lambda: answer(str(1 + which % 5)))[0] for which in range(20))
    threads, times = at_once(ada, "/office/team", 16)
    beside = max(timed(lambda: answer(str(1 + which % 5)))[0] for which in range(20))
    for thread in threads:
        thread.join()
    print(f"16 views of the team at once: slowest {max(times):.0f} ms")
    print(f"somebody who answers waits at most {alone:.0f} ms alone, {beside:.0f} ms beside them")
    client.send("/ask/end", "/ask/end")
    print(f"the team once more was answered: {timed(lambda: ada.ask('GET', '/office/team'))[0]:.0f} ms")
    before = memory(server)
    for _ in range(500):
        ada.ask("GET", "/office/cases")
        ada.ask("GET", "/office/team")
    print(f"memory {before:.0f} MB, after 1,000 views {memory(server):.0f} MB")


main()
