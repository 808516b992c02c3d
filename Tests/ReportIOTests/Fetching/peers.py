"""What tests of the network talk to, on loopback.

peers.py answer CERTIFICATE KEY BODY   answers each GET over TLS with the body
peers.py tunnel PORT [REFUSAL]         a proxy that leads every CONNECT to a port, or refuses it
peers.py raw                           sends the n-th answer to the n-th request and closes the connection; the last
                                       one goes to all later requests; answers are lines of standard input, in
                                       Base64, behind 'send:', 'keep:' (the connection, for another request) or
                                       'hang:' (nothing more comes)

Standard output gets the port, and then what was asked as JSON, a line a request.
"""
import base64
import http.server
import json
import select
import socket
import socketserver
import ssl
import sys
import threading


def tell(value):
    print(json.dumps(value), flush=True)


class Quiet(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass


class Answer(Quiet):
    def do_GET(self):
        tell(f"GET {self.path} {self.headers.get('authorization', '')}")
        body = sys.argv[4].encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Tunnel(Quiet):
    def do_CONNECT(self):
        head = "".join(f"{name}: {value}\r\n" for name, value in self.headers.items())
        tell(self.raw_requestline.decode() + head)
        if len(sys.argv) > 3:
            self.wfile.write(f"HTTP/1.1 {sys.argv[3]}\r\nContent-Length: 0\r\n\r\n".encode())
            return
        near, far = self.connection, socket.create_connection(("127.0.0.1", int(sys.argv[2])))
        self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        other = {near: far, far: near}
        while True:
            for end in select.select([near, far], [], [])[0]:
                data = end.recv(65536)
                if not data:
                    far.close()
                    self.close_connection = True
                    return
                other[end].sendall(data)


class Raw(socketserver.StreamRequestHandler):
    answers = []
    lock = threading.Lock()

    def handle(self):
        while True:
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                line = self.rfile.readline()
                if not line:
                    return
                head += line
            length = next(
                (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")),
                0,
            )
            body = self.rfile.read(length)
            with self.lock:
                tell((head + body).decode("latin-1"))
                answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            then, data = answer.split(":")
            self.wfile.write(base64.b64decode(data))
            if then == "hang":
                self.rfile.read()
            if then != "keep":
                return


class Server(http.server.ThreadingHTTPServer):
    context = None

    def finish_request(self, request, address):
        try:
            if self.context:
                request = self.context.wrap_socket(request, server_side=True)
            super().finish_request(request, address)
        except OSError:
            pass


mode = sys.argv[1]
server = Server(("127.0.0.1", 0), {"answer": Answer, "tunnel": Tunnel, "raw": Raw}[mode])
if mode == "answer":
    server.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.context.load_cert_chain(sys.argv[2], sys.argv[3])
if mode == "raw":
    Raw.answers = sys.stdin.read().split()
print(server.server_address[1], flush=True)
server.serve_forever()
