"""Articles in the shapes that several generators write, for the tests of this room."""

from __future__ import annotations

FULL = """---
category: news
title: "Council votes to keep “smart” cameras"
excerpt: "The city&#8217;s council voted&nbsp;on Monday ..."
publishedDateTime: 2020-10-13T19:16:00Z
originalUrl: "https://www.example.com/news/council-votes.html"
webUrl: "https://www.example.com/news/council-votes.html?mod=rss"
ampWebUrl: "https://www.example.com/news/council-votes.html?outputType=amp"
cdnAmpWebUrl: "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/news/council-votes.html"
type: article
quality: 58
heat: -1
published: false

featuredContent: "<iframe src=\\"https://www.example.com/embed/1\\"></iframe>"

provider:
  name: The Example
  domain: example.com
  images:
    - url: "https://cdn.example.com/logo-50x50.jpg"
      width: 50
      height: 50

topics:
  - Computer Vision
  - AI

images:
  - url: "https://cdn.example.com/cameras.jpg"
    width: 2200
    height: 1694
    isCached: true
    title: "Cameras"

related:
  - title: "Cameras stay, says council"
    excerpt: "Seven to four."
    publishedDateTime: 2020-10-14T08:00:00Z
    webUrl: "https://other.example.org/cameras-stay"
    type: article
    provider:
      name: Other
      domain: other.example.org
    quality: 104
  - title: "What the vote means"
    webUrl: "https://third.example.net/vote"
    quality: -1

secured: "Z2liYmVyaXNo;bW9yZQ=="
---

The body.
"""

JEKYLL = """---
layout: post
title:  Welcome to Jekyll!
categories: jekyll update
tags: [news, "two words"]
author: Jane Doe
permalink: /welcome/
---
# Hello

{% include x.html %}
"""

HUGO_TOML = """+++
title = "A Hugo post"
date = 2020-06-16T20:27:00+02:00
lastmod = 2020-06-17
draft = true
tags = ["go", "ssg"]
categories = ["dev"]
description = "About it"
images = ["cover.jpg", "https://example.com/a.png"]
weight = 3
featured = false
[author]
name = "Jo Roe"
[params]
source = "Example Site"
+++
Body text
"""

ZOLA = """+++
title = "A Zola page"
date = 2020-06-16
[taxonomies]
tags = ["rust", "web"]
[extra]
author = "Sam Poe"
link = "https://example.com/zola"
rating = 5
+++
"""

HUGO_JSON = """{
  "title": "A JSON post",
  "date": "2020-06-16T18:27:00Z",
  "draft": false,
  "tags": ["one", "two"],
  "score": {"value": 1.5, "of": null},
  "weight": 10
}

Body
"""

CLIPPER = """---
title: "Clipped"
source: "https://www.example.com/story/one"
author:
  - "[[Ann Author]]"
  - "[[people/bo|Bo Writer]]"
published: 2020-06-16
created: 2024-01-01
description: "It was clipped."
tags:
  - "clippings"
---
text
"""
