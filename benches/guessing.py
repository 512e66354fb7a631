"""A server under guessing: how many passwords and codes are tried, what it keeps in memory, and how long others wait.

    cargo build --release && python3 benches/guessing.py [--program FILE] [--only PART]

Strangers send wrong passwords and codes, all at the same time, from one address and from many; meanwhile and afterwards
a member of staff logs in. The script fails where more are tried than is promised, somebody else is kept out, or the
server keeps more than 50 MB a minute later. Linux, Python's standard library.
"""

import argparse
import collections
import http.client
import os
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PASSWORD = "correct horse battery"
# MB that may be kept, and seconds after which that is looked at.
KEPT = 50
LATER = 60


class Site:
    """A server over a store of its own, and the memory that it has."""

    def __init__(self, program, folder):
        store = os.path.join(folder, "site.sqlite")
        for name in ["anna", "bert"]:
            staff = [program, "store", "--store", store, "staff", name]
            subprocess.run(staff, input=PASSWORD + "\n", text=True, check=True, stdout=subprocess.DEVNULL)
        serve = [program, "serve", "--store", store, "--listen", "127.0.0.1:0", "--behind-tls"]
        self.process = subprocess.Popen(serve, stderr=subprocess.PIPE, text=True, cwd=ROOT)
        self.address = re.search(r"http://(\S+)", self.process.stderr.readline()).group(1)
        # What the server says later must not fill the pipe.
        threading.Thread(target=self.process.stderr.read, daemon=True).start()

    def memory(self, what="VmRSS"):
        """MB."""
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(rf"{what}:\s+(\d+)", status.read()).group(1)) / 1024


class Browser:
    """A browser behind an address, with the cookies that it was given."""

    def __init__(self, site, address):
        self.site, self.address, self.cookies = site, address, {}

    def ask(self, method, path, fields=None):
        connection = http.client.HTTPConnection(self.site.address, timeout=120)
        headers = {
            "X-Forwarded-For": self.address,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request(method, path, urllib.parse.urlencode(fields or {}), headers)
        answer = connection.getresponse()
        for header in answer.headers.get_all("set-cookie") or []:
            name, value = header.split(";")[0].split("=", 1)
            self.cookies[name] = value
        body = answer.read().decode()
        connection.close()
        return answer.status, body

    def send(self, path, **fields):
        """Opens the page of a form and sends the form; the status."""
        found = re.search(r'name="form" value="(\w+)"', self.ask("GET", path)[1])
        if found:
            fields["form"] = found.group(1)
        return lambda: self.ask("POST", path, fields)[0]


def at_once(sends):
    """Sends all at the same time; how often each status came back, and how long it took."""
    statuses, gate = collections.Counter(), threading.Barrier(len(sends) + 1)

    def send(work):
        gate.wait()
        try:
            statuses[work()] += 1
        except OSError as error:
            statuses[type(error).__name__] += 1

    threads = [threading.Thread(target=send, args=[work]) for work in sends]
    for thread in threads:
        thread.start()
    gate.wait()
    begun = time.monotonic()
    for thread in threads:
        thread.join()
    return statuses, time.monotonic() - begun


def logs_in(browser, name):
    """Seconds until somebody is in; nothing where they are not let in."""
    begun = time.monotonic()
    status = browser.send("/office/login", name=name, password=PASSWORD)()
    return time.monotonic() - begun if status == 303 else None


def attack(program, what, sends, tried_at_most):
    """One attack on a new server; whether the promises hold."""
    with tempfile.TemporaryDirectory() as folder:
        site = Site(program, folder)
        own = Browser(site, "192.0.2.1")
        logs_in(own, "anna")
        # The memory that her password took goes back.
        time.sleep(5)
        before = site.memory()
        works = sends(site)
        answers = []
        aside = threading.Thread(target=lambda: (time.sleep(0.3), answers.append(logs_in(Browser(site, "192.0.2.9"), "bert"))))
        aside.start()
        statuses, took = at_once(works)
        aside.join()
        again = logs_in(own, "anna")
        most = site.memory("VmHWM")
        time.sleep(LATER)
        kept = site.memory() - before
        site.process.terminate()
        site.process.wait()
    tried = statuses[200]
    holds = tried <= tried_at_most and answers[0] is not None and again is not None and kept <= KEPT
    told = ", ".join(f"{count} × {status}" for status, count in sorted(statuses.items(), key=str))
    say = lambda seconds: "kept out" if seconds is None else f"{seconds:.1f} s"
    print(f"| {what} | {told} | {took:.1f} s | {before:.0f} | {most:.0f} | {kept:+.0f} | {say(answers[0])} | {say(again)} | {'yes' if holds else 'NO'} |", flush=True)
    return holds


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--program", default=os.path.join(ROOT, "target/release/verbond"))
    arguments.add_argument("--only", default="", help="part of the name of an attack")
    arguments = arguments.parse_args()
    program, only = os.path.abspath(arguments.program), arguments.only
    # Each thread has a connection.
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    guess = lambda site, address, name: Browser(site, address).send("/office/login", name=name, password="wrong")
    code = lambda site, address, at: Browser(site, address).send("/", code=f"{at:06}")
    attacks = [
        ("60 passwords, one address", lambda site: [guess(site, "198.51.100.7", "anna") for _ in range(60)], 10),
        ("600 passwords, one address", lambda site: [guess(site, "198.51.100.7", "anna") for _ in range(600)], 10),
        ("600 passwords, 60 addresses", lambda site: [guess(site, f"198.51.100.{at % 60}", "anna") for at in range(600)], 40),
        ("600 names, one address", lambda site: [guess(site, "198.51.100.7", f"name-{at}") for at in range(600)], 60),
        ("200 codes, 20 addresses", lambda site: [code(site, f"198.51.100.{at % 20}", at) for at in range(200)], 200),
        ("600 codes, 60 addresses", lambda site: [code(site, f"198.51.100.{at % 60}", at) for at in range(600)], 340),
    ]
    print("| attack | answers | took | MB before | most | a minute later | another logs in meanwhile | anna again | holds |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |", flush=True)
    holds = [attack(program, *told) for told in attacks if only in told[0]]
    sys.exit(0 if holds and all(holds) else 1)


main()
