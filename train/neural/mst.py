"""Maximum spanning tree with one root (Chu and Liu 1965, Edmonds 1967)."""
import numpy


def edmonds(s):
    """s[d, h]: score of head h for d, over nodes 0 … n-1, 0 the root; returns the heads, head[0] = 0."""
    n = s.shape[0]
    s = s.copy()
    numpy.fill_diagonal(s, -numpy.inf)
    s[0] = -numpy.inf
    head = s.argmax(1)
    head[0] = 0
    # a circle, if there is one
    colour = [0] * n
    circle = None
    for i in range(1, n):
        path, j = [], i
        while j and not colour[j]:
            colour[j] = i
            path.append(j)
            j = head[j]
        if j and colour[j] == i:
            circle = path[path.index(j):]
            break
    if circle is None:
        return head
    inside = numpy.zeros(n, bool)
    inside[circle] = True
    rest = [i for i in range(n) if not inside[i]]
    c = len(rest)
    t = numpy.full((c + 1, c + 1), -numpy.inf)
    t[:c, :c] = s[numpy.ix_(rest, rest)]
    own = s[circle, head[circle]]
    into = s[numpy.ix_(circle, rest)] - own[:, None] + own.sum()
    t[c, :c] = into.max(0)
    out = s[numpy.ix_(rest, circle)]
    t[:c, c] = out.max(1)
    h = edmonds(t)
    result = head.copy()
    for k, i in enumerate(rest):
        if i:
            result[i] = circle[out[k].argmax()] if h[k] == c else rest[h[k]]
    broken = circle[into[:, h[c]].argmax()]
    result[broken] = rest[h[c]]
    return result


def mst(scores):
    """scores[d, h] for words 1 … n as d (row 0: the first) and heads 0 … n; the best tree in which one word hangs on 0."""
    n = scores.shape[0]
    s = numpy.full((n + 1, n + 1), -1e30)
    s[1:] = scores
    head = edmonds(s)
    roots = [i for i in range(1, n + 1) if head[i] == 0]
    if len(roots) == 1:
        return head[1:]
    best, found = None, None
    for r in (roots or range(1, n + 1)):
        t = s.copy()
        t[:, 0] = -1e30
        t[r] = -1e30
        t[r, 0] = s[r, 0]
        h = edmonds(t)
        total = sum(t[i, h[i]] for i in range(1, n + 1))
        if best is None or total > best:
            best, found = total, h
    return found[1:]
